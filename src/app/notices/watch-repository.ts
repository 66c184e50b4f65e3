import { dayOf } from "../../core/day.ts";
import { Fault } from "../../core/fault.ts";
import type { Watched } from "../../core/notice.ts";
import type { WatchedRepository } from "../../core/notice-store.ts";
import type { Claim } from "../../core/queue.ts";
import type { Target } from "../../core/target.ts";
import { readAppIdentity } from "../../github/issues.ts";
import { publishNotices } from "../../github/notice-issues.ts";
import type { Services } from "../services.ts";
import { lookAround } from "./look-around.ts";

type WatchTarget = Extract<Target, { kind: "watch" }>;

/** Asks every configured gate what it sees on the default branch, and brings the repository's issues in line with that. */
export async function watchRepository(
  services: Services,
  target: WatchTarget,
  claim: Claim,
): Promise<"swept" | "gone"> {
  const known = await services.notices.watchedRepository(target.repository.id);
  if (known === undefined) return "gone";
  const hasIssues = (await services.notices.noticeIssues(target.repository.id)).length > 0;
  const seen = await lookAround(services, { ...target, branch: known.defaultBranch, hasIssues });
  // Nothing was ever said here and nobody asks, or nobody can tell who does.
  if (seen === undefined || (seen.watched.size === 0 && !hasIssues)) return "swept";
  await publish(services, target, claim, known, seen.watched);
  // What the other gates see has been said by now.
  if (seen.fault !== undefined) throw seen.fault;
  return "swept";
}

/** Only the holder of the lease publishes: two at once could make two issues of one notice. */
async function publish(
  services: Services,
  { installationId, repository }: WatchTarget,
  claim: Claim,
  known: WatchedRepository,
  watched: ReadonlyMap<string, Watched>,
): Promise<void> {
  const { notices, queue, settings, clock, probot } = services;
  if (!(await queue.renew(claim, clock(), settings.leaseMs))) {
    throw new Fault("LEASE_LOST", "Another worker has taken this target over.", { retry: true });
  }
  try {
    const { written } = await publishNotices({
      octokit: await probot.auth(installationId),
      identity: async () => readAppIdentity(await probot.auth()),
      repository,
      branch: known.defaultBranch,
      today: dayOf(clock()),
      stored: notices,
      listed: known.listed,
      watched,
    });
    services.metrics.issuesWritten.inc(written);
    if (!known.listed || known.refusal !== "") {
      await notices.changeWatchedRepository(repository.id, { listed: true, refusal: "" });
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (error.message === known.refusal) return;
    services.log.warn({ repository: repository.id, reason: error.message }, "GitHub takes no issues here");
    await notices.changeWatchedRepository(repository.id, { refusal: error.message });
  }
}

/** The permission is missing, or the repository has its issues switched off. To ask again soon would not help. */
function isRefusal(error: unknown): error is Fault {
  if (!(error instanceof Fault) || error.retry) return false;
  return error.code === "GITHUB_FORBIDDEN" || error.code === "GITHUB_NOT_FOUND";
}
