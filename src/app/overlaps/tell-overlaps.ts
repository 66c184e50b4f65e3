import { Fault } from "../../core/fault.ts";
import type { OverlapTelling } from "../../core/overlap-message.ts";
import { type PublishedOverlapMessage, publishedOverlapMessage } from "../../core/published-overlap-message.ts";
import type { Claim } from "../../core/queue.ts";
import type { Report } from "../../core/report.ts";
import type { Target } from "../../core/target.ts";
import { isUndecided } from "../../engine/overall.ts";
import { readAppIdentity } from "../../github/issues.ts";
import { endOverlaps, type OverlapCommentPublication, showOverlaps } from "../../github/overlap-comment.ts";
import { wasRefused } from "../../github/refusals.ts";
import type { Services } from "../services.ts";
import { closingWords, endingWords } from "./ending-words.ts";

type PullRequestTarget = Extract<Target, { kind: "pull-request" }>;

/** Brings the comment of a pull request in line with the report about its newest head. */
export async function tellOverlaps(
  services: Services,
  target: PullRequestTarget,
  claim: Claim,
  report: Report,
): Promise<void> {
  const { repository, number } = target;
  // What is said of an older head must not replace what was said of a newer one.
  const known = await services.store.pullRequest(repository.id, number);
  if (known?.open !== true || known.headSha !== report.head) return;
  const told = tellingOf(report);
  if (told === undefined && report.gates.some(isUndecided)) return;
  await publish(services, target, claim, async (publication) => {
    if (told === undefined) return endOverlaps(publication, async () => notLookedFor, { mayLook: false });
    const { message, telling } = told;
    if (telling.comments === "never") return endOverlaps(publication, async () => notTold, { mayLook: false });
    const asked = await services.overlapComments.isOverlapCommentAsked(repository.id, number);
    const wanted = asked || telling.comments === "always" || message.mode === "enforce";
    if (message.verdict !== "proceed") {
      return showOverlaps(publication, message, { mayCreate: wanted && (asked || telling.notable) });
    }
    const why = (partners: readonly number[]) => endingWords(publication.octokit, repository, partners, message);
    return endOverlaps(publication, why, { mayLook: wanted });
  });
}

const notLookedFor = "Overlaps with other pull requests are not looked for here now";
const notTold = "Overlaps with other pull requests are not told in comments here";

/** The pull request is open no more, so that nobody has to wait for anybody. */
export async function endTelling(services: Services, target: PullRequestTarget, claim: Claim): Promise<void> {
  const { repository, number } = target;
  const known = await services.overlapComments.overlapComment(repository.id, number);
  if (known?.open !== true) return;
  await publish(services, target, claim, (publication) => {
    const why = (partners: readonly number[]) => closingWords(publication.octokit, repository, partners, number);
    return endOverlaps(publication, why, { mayLook: false });
  });
}

function tellingOf(
  report: Report,
): { readonly message: PublishedOverlapMessage; readonly telling: OverlapTelling } | undefined {
  for (const gate of report.gates) {
    const message = publishedOverlapMessage(gate);
    const { verdict } = gate;
    if (message === undefined || (verdict.outcome !== "passed" && verdict.outcome !== "failed")) continue;
    if (verdict.overlap !== undefined) return { message, telling: verdict.overlap };
  }
  return undefined;
}

/** Only the holder of the lease publishes: two at once could write two comments. */
async function publish(
  services: Services,
  { installationId, repository, number }: PullRequestTarget,
  claim: Claim,
  work: (publication: OverlapCommentPublication) => Promise<number>,
): Promise<void> {
  const { queue, clock, settings, probot, overlapComments, metrics } = services;
  if (!(await queue.renew(claim, clock(), settings.leaseMs))) {
    throw new Fault("LEASE_LOST", "Another worker has taken this target over.", { retry: true });
  }
  try {
    const written = await work({
      octokit: await probot.auth(installationId),
      identity: async () => readAppIdentity(await probot.auth()),
      repository,
      number,
      stored: overlapComments,
      now: clock(),
    });
    metrics.commentsWritten.inc(written);
  } catch (error) {
    // A conversation may be locked, or the permission missing. The check says the same, so that nothing is lost.
    if (!(error instanceof Fault) || error.retry || !wasRefused(error)) throw error;
    services.log.warn({ repository: repository.id, number, reason: error.message }, "GitHub takes no comment here");
  }
}
