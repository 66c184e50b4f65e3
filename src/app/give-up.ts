import { Fault } from "../core/fault.ts";
import type { Claim } from "../core/queue.ts";
import type { Report } from "../core/report.ts";
import { readPullRequest } from "../github/pull-requests.ts";
import { publishHead, storedReport } from "./publish.ts";
import type { Services } from "./services.ts";

/**
 * The end of a target that cannot be evaluated: a completed, failing check run that says so, because a required
 * check that never answers blocks without a word. The dead letter itself is kept by the queue.
 */
export async function publishGivingUp(services: Services, claim: Claim, error: unknown): Promise<void> {
  const { target } = claim;
  if (target.kind !== "pull-request" && target.kind !== "merge-group") return;
  const head = target.kind === "merge-group" ? mergeGroupHead(target) : await pullRequestHead(services, target);
  if (head === undefined) return;
  const report: Report = {
    ...head,
    gates: [
      {
        gate: "evaluation",
        title: "Evaluation",
        mode: "enforce",
        verdict: {
          outcome: "unproven",
          summary: `Lanekeeper could not judge this commit. ${reasonOf(error)} ${whatToDo}`,
        },
        durationMs: 0,
      },
    ],
  };
  await services.store.saveReport(storedReport(services, target, report));
  await publishHead(services, target.installationId, target.repository, head.head);
}

const whatToDo =
  "Re-run this check to try again; an administrator sees the cause in Lanekeeper's log and dead letters.";

/** A Fault's message is written for people and holds no secret; anything else is a bug whose text stays in the log. */
export function reasonOf(error: unknown): string {
  return error instanceof Fault ? `${error.message} (${error.code})` : "An unexpected error happened. (INTERNAL)";
}

type Head = Pick<Report, "subject" | "base" | "mergeBase" | "head">;
type Of<K extends Claim["target"]["kind"]> = Extract<Claim["target"], { kind: K }>;

function mergeGroupHead({ headSha, headRef, baseSha, baseRef }: Of<"merge-group">): Head {
  return { subject: { kind: "merge-group", baseRef, headRef }, base: baseSha, mergeBase: baseSha, head: headSha };
}

async function pullRequestHead(services: Services, target: Of<"pull-request">): Promise<Head | undefined> {
  const state = await readPullRequest(
    await services.probot.auth(target.installationId),
    target.repository,
    target.number,
  );
  if (!state.open) return undefined;
  // Only pull requests that are known are shown, and this one may never have been seen before.
  await services.store.savePullRequest({
    installationId: target.installationId,
    repositoryId: target.repository.id,
    number: state.number,
    headSha: state.headSha,
    baseRef: state.baseRef,
    open: true,
  });
  const { number, title, author, labels, baseRef, headRef, fromFork, headSha } = state;
  const subject = { kind: "pull-request", number, title, author, labels, baseRef, headRef, fromFork } as const;
  return { subject, base: "unknown", mergeBase: "unknown", head: headSha };
}
