import { noTerritory } from "../../commands/no-territory.ts";
import { provenAgent } from "../../commands/rights.ts";
import type { Judged, Place, Situation } from "../../commands/situation.ts";
import type { Actor } from "../../core/actor.ts";
import { Fault } from "../../core/fault.ts";
import type { Book } from "../../core/ledger.ts";
import { type Target, targetKey } from "../../core/target.ts";
import type { Conversation, Territory } from "../../core/territory.ts";
import { readPermission } from "../../github/permissions.ts";
import { type PullRequestState, readPullRequest } from "../../github/pull-requests.ts";
import type { Services } from "../services.ts";
import { readTerritory } from "./read-territory.ts";

export type CommentTarget = Extract<Target, { kind: "comment" }>;

/** What holds however often the book is read: who asks, where, and whose paths are. */
export interface Scene {
  readonly target: CommentTarget;
  readonly pull: PullRequestState | undefined;
  readonly territory: "none" | "unreadable" | Pick<Situation, "territory" | "files">;
  readonly permission: Actor["permission"];
  readonly judged: Judged | undefined;
}

/** Asks GitHub and git. Undefined when there is no such pull request any more. */
export async function readScene(services: Services, target: CommentTarget): Promise<Scene | undefined> {
  const { installationId, repository, author } = target;
  const octokit = await services.probot.auth(installationId);
  const pull = target.ofPullRequest ? await pullOf(services, target) : undefined;
  if (target.ofPullRequest && pull === undefined) return undefined;
  const branch = branchOf(target, pull);
  const read = await readTerritory(services, { installationId, repository, branch });
  return {
    target,
    pull,
    territory: read.kind === "territory" ? read : read.kind,
    // A bot has no say of its own, whatever it may write.
    permission: author.type === "user" ? await readPermission(octokit, repository, author) : "none",
    judged: pull === undefined ? undefined : await judgedOf(services, target, pull.headSha),
  };
}

/** Whose map counts for what is said here. */
function branchOf({ defaultBranch }: CommentTarget, pull: PullRequestState | undefined): string {
  return pull?.baseRef ?? defaultBranch;
}

async function pullOf(services: Services, target: CommentTarget): Promise<PullRequestState | undefined> {
  const octokit = await services.probot.auth(target.installationId);
  return readPullRequest(octokit, target.repository, target.number).catch((error: unknown) => {
    if (error instanceof Fault && error.code === "GITHUB_NOT_FOUND") return undefined;
    throw error;
  });
}

/** What was said of the head as it is now. */
async function judgedOf(
  services: Services,
  { installationId, repository, number }: CommentTarget,
  headSha: string,
): Promise<Judged | undefined> {
  const key = targetKey({ kind: "pull-request", installationId, repository, number });
  const reports = await services.store.reportsOfHead(repository.id, headSha);
  const report = reports.find(({ targetKey: of }) => of === key)?.report;
  if (report === undefined) return undefined;
  const findings = report.gates.flatMap(({ gate, verdict }) =>
    verdict.outcome === "failed" ? verdict.findings.map((finding) => ({ gate, finding })) : [],
  );
  return { headSha, findings };
}

/** The scene with what the book says now. */
export function situationOf(
  { target, pull, territory, permission, judged }: Scene,
  book: Book,
  now: number,
): Situation {
  const known = typeof territory === "string" ? noMap : territory;
  const declared = book.declarations.filter(({ number }) => number === target.number).map(({ agent }) => agent);
  const conversation: Conversation = { headRef: pull?.headRef, labels: pull?.labels ?? [], declared };
  const identity = known.territory.identify(target.author, conversation);
  const actor: Actor = { ...identity, account: target.author, permission, throughApp: target.throughApp };
  const place = placeOf(known.territory, conversation, { target, pull, judged });
  const baseRef = branchOf(target, pull);
  const here = book.leases.filter((lease) => lease.baseRef === baseRef);
  const elsewhere = book.leases.filter((lease) => lease.baseRef !== baseRef);
  return { actor, place, baseRef, book: { ...book, leases: here }, elsewhere, ...known, now };
}

const noMap = { territory: noTerritory, files: { items: [], complete: true } } as const;

function placeOf(
  territory: Territory,
  conversation: Conversation,
  { target, pull, judged }: Pick<Scene, "target" | "pull" | "judged">,
): Place {
  if (pull === undefined) return { number: target.number, pullRequest: undefined };
  const { authorAccount: account } = pull;
  const agent = account === undefined ? undefined : provenAgent(territory.identify(account, conversation));
  return { number: target.number, pullRequest: { open: pull.open, author: account, agent, judged } };
}
