import { Fault } from "../../core/fault.ts";
import type { KnownHead } from "../../core/overlap-store.ts";
import type { OverlapRequest, OverlapSource } from "../../core/pull-request-overlaps.ts";
import type { Report } from "../../core/report.ts";
import type { RepositoryName } from "../../core/target.ts";
import { isUndecided } from "../../engine/overall.ts";
import type { GitDirectory } from "../../git/clone.ts";
import type { PullRequestState } from "../../github/pull-requests.ts";
import type { Services } from "../services.ts";
import type { ComparedOpen } from "./compare-open.ts";
import { leaveOverlaps, type Settling, settleOverlaps, wishPartners } from "./settle.ts";

/** The overlaps of one pull request while it is judged. */
export interface EvaluationOverlaps {
  /** Where its base and head have been fetched to. */
  source(git: GitDirectory, base: string): OverlapSource;
  /** After what was found has been published: partners hear of it. Answers what became of comparing. */
  settle(report: Pick<Report, "gates">): Promise<Comparing["kind"]>;
}

export interface OverlapPlace {
  readonly installationId: number;
  readonly repository: RepositoryName;
}

/** Where to compare: the mirror, and the commit of the base in it. */
interface ComparedPlace extends OverlapPlace {
  readonly git: GitDirectory;
  readonly base: string;
}

interface ComparedHead {
  /** With who acts on it, as the request said. */
  readonly subject: KnownHead;
  readonly compared: ComparedOpen;
}

/** Holds the pull request against the other open ones. Throws Faults of git and GitHub. */
export type CompareHead = (
  place: ComparedPlace,
  state: PullRequestState,
  request: OverlapRequest,
) => Promise<ComparedHead>;

/** `failed` is no answer at all, so what was known before still counts. */
type Comparing = { readonly kind: "not-asked" | "failed" } | ({ readonly kind: "compared" } & ComparedHead);

/** Whom there was no time for is looked at again so soon. */
const goOnAfterMs = 60_000;
/** Trouble that no retry heals at once: a server may be mended meanwhile, and partners must not wait for a push. */
const afterTroubleMs = 10 * 60_000;

interface LetPass {
  readonly leases: Pick<Services["leases"], "overridesAbout">;
}

/** `compare` does the work of it. */
export function evaluationOverlaps(
  services: Settling & LetPass & { readonly log: Pick<Services["log"], "error"> },
  place: OverlapPlace,
  state: PullRequestState,
  compare: CompareHead,
): EvaluationOverlaps {
  let comparing: Comparing = { kind: "not-asked" };
  const lookAgain = (notBefore: number) =>
    services.queue.wish([{ target: { kind: "pull-request", ...place, number: state.number }, notBefore }]);
  return {
    source: (git, base) => ({
      async compare(request) {
        comparing = { kind: "failed" };
        try {
          const answer = await compare({ ...place, git, base }, state, request);
          comparing = { kind: "compared", ...answer };
          return { kind: "overlaps", overlaps: answer.compared.overlaps };
        } catch (cause) {
          if (!(cause instanceof Fault) || cause.retry) throw cause;
          services.log.error(
            { repository: place.repository.id, number: state.number, error: cause.message },
            "overlaps are not known",
          );
          return { kind: "unavailable", because: because(cause) };
        }
      },
    }),
    async settle({ gates }) {
      switch (comparing.kind) {
        case "not-asked":
          // A gate that can say nothing yet has not given up comparing.
          if (!gates.some(isUndecided)) await leaveOverlaps(services, place, state.number);
          break;
        case "failed":
          await wishLetPass(services, place, state);
          await lookAgain(services.clock() + afterTroubleMs);
          break;
        case "compared": {
          const { subject, compared } = comparing;
          await services.overlaps.saveHeads([subject]);
          await settleOverlaps(services, place, subject, compared);
          await wishLetPass(services, place, state);
          const { until, leftOut } = compared.overlaps;
          const later = leftOut.unread > 0 ? services.clock() + goOnAfterMs : until;
          if (later !== undefined) await lookAgain(later);
        }
      }
      return comparing.kind;
    },
  };
}

/** A person let the overlap with another head of this one pass: whoever passes by that is judged again, whatever is told of the two. */
async function wishLetPass(
  services: Settling & LetPass,
  place: OverlapPlace,
  { number, headSha }: PullRequestState,
): Promise<void> {
  const given = await services.leases.overridesAbout(place.repository.id, number);
  const outdated = given.filter(({ other }) => other?.head !== headSha);
  await wishPartners(services, place, [...new Set(outdated.map((override) => override.number))]);
}

function because({ message }: Fault): string {
  return `Other open pull requests could not be compared: ${message} It is tried again in ten minutes; if it stays, ask whoever runs Lanekeeper.`;
}
