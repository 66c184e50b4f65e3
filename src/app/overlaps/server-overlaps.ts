import { Fault } from "../../core/fault.ts";
import type { KnownHead } from "../../core/overlap-store.ts";
import type { OverlapRequest, OverlapSource } from "../../core/pull-request-overlaps.ts";
import type { RepositoryName } from "../../core/target.ts";
import type { GitDirectory } from "../../git/clone.ts";
import type { PullRequestState } from "../../github/pull-requests.ts";
import type { Services } from "../services.ts";
import { type ComparedOpen, compareOpen } from "./compare-open.ts";
import { fillBook, headOf, seedHeads } from "./fill-book.ts";
import { isOld } from "./scene.ts";
import { leaveOverlaps, settleOverlaps } from "./settle.ts";
import { treeGates } from "./together/tree-gates.ts";

/** The overlaps of one pull request while it is judged. */
export interface EvaluationOverlaps {
  /** Where its base and head have been fetched to. */
  source(git: GitDirectory, base: string): OverlapSource;
  /** After what was found has been published: partners hear of it. */
  settle(): Promise<void>;
}

interface Place {
  readonly installationId: number;
  readonly repository: RepositoryName;
}

/** Others beyond so many, those touched least lately, are not looked at. */
export const mostOthers = 2_000;
/** Whom there was no time for is looked at again so soon. */
const goOnAfterMs = 60_000;

export function evaluationOverlaps(services: Services, place: Place, state: PullRequestState): EvaluationOverlaps {
  // A preview asks again, by settings that do not count yet.
  let first: { readonly subject: KnownHead; readonly compared: ComparedOpen } | undefined;
  return {
    source: (git, base) => ({
      async compare(request) {
        try {
          const answer = await compareOnServer(services, { ...place, git, base }, state, request);
          first ??= answer;
          return { kind: "overlaps", overlaps: answer.compared.overlaps };
        } catch (cause) {
          if (!(cause instanceof Fault) || cause.retry) throw cause;
          services.log.error(
            { repository: place.repository.id, number: state.number, error: cause.message },
            "overlaps are not known",
          );
          return { kind: "unavailable", because: `Other open pull requests could not be compared: ${cause.message}` };
        }
      },
    }),
    async settle() {
      if (first === undefined) return leaveOverlaps(services, place, state.number);
      const { subject, compared } = first;
      await settleOverlaps(services, place, subject, compared);
      const { until, leftOut } = compared.overlaps;
      const later = leftOut.unread > 0 ? services.clock() + goOnAfterMs : until;
      if (later === undefined) return;
      const target = { kind: "pull-request", ...place, number: state.number } as const;
      await services.queue.wish([{ target, notBefore: later }]);
    },
  };
}

interface Asked extends Place {
  readonly git: GitDirectory;
  readonly base: string;
}

async function compareOnServer(services: Services, place: Asked, state: PullRequestState, request: OverlapRequest) {
  const { installationId, repository, git } = place;
  const repositoryId = repository.id;
  const { number, baseRef } = state;
  const now = services.clock();
  const before = await services.overlaps.head(repositoryId, number);
  const subject: KnownHead = {
    ...headOf(state, { installationId, repositoryId, now }, before),
    acting: request.acting,
  };
  // Before others are read: of two that are judged at once, at least one sees the other.
  await services.overlaps.saveHeads([subject]);
  return services.books.using({ repositoryId, baseRef }, git, place.base, async (book, isNew) => {
    const open = () => services.overlaps.headsAgainst(repositoryId, baseRef, mostOthers);
    if (isNew) await seedHeads(services, place, baseRef, await open());
    // Somebody else may have looked a moment later; then the later base counts.
    if (!(await isBehind(git, place.base, book.base))) await book.moveTo(place.base);
    const others = (await open()).filter((other) => other.number !== number);
    const young = others.filter((other) => !isOld(other, { now, request }));
    await fillBook(services, place, book, [subject, ...young], request.maxFiles);
    const told = await services.overlaps.pairsOf(repositoryId, number);
    const { preferences: pins } = await services.leases.book(repositoryId);
    const trees = await treeGates(services, git, book.base);
    const scene = { subject, others, told, pins, request, now, ...(trees === undefined ? {} : { trees }) };
    return { subject, compared: await compareOpen(book, scene) };
  });
}

async function isBehind(git: GitDirectory, base: string, known: string): Promise<boolean> {
  if (base === known) return true;
  const common = await git.mergeBase(base, known);
  return common.kind === "found" && common.sha === base;
}
