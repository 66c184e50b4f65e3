import type { Acting } from "../core/acting.ts";
import { configurationPath } from "../core/configuration-path.ts";
import { dayOf } from "../core/day.ts";
import { Fault } from "../core/fault.ts";
import type { OverlapSource } from "../core/pull-request-overlaps.ts";
import type { Report } from "../core/report.ts";
import type { Subject } from "../core/subject.ts";
import type { RepositoryName } from "../core/target.ts";
import { judgeChange } from "../engine/judge-change.ts";
import { hasRuling } from "../engine/overall.ts";
import type { GitDirectory } from "../git/clone.ts";
import { openUnrelatedSource } from "../git/unrelated-source.ts";
import { withCertainApproval } from "./approval.ts";
import { serverAttestations } from "./attestations/server-attestations.ts";
import { serverEvidence } from "./evidence/server-evidence.ts";
import { fetchRefs } from "./fetch-refs.ts";
import { readComments } from "./leases/read-comments.ts";
import { standingOverrides } from "./overrides.ts";
import { serverBranches } from "./server-branches.ts";
import type { Services } from "./services.ts";

/** What to judge: a head commit against the tip of a base. Both are fetched by ref, so forks and merge groups work alike. */
export interface Head {
  readonly installationId: number;
  readonly repository: RepositoryName;
  readonly subject: Subject;
  readonly headSha: string;
  readonly headRef: string;
  readonly base: { readonly ref: string } | { readonly sha: string; readonly ref: string };
  /** Of the repository, where that is known: reports that it made itself are believed, as are those of the base's branch. */
  readonly defaultBranch?: string | undefined;
  /** Who acts on it, where it is a pull request. */
  readonly acting?: () => Promise<Acting>;
  /** How it meets other pull requests, where it is one. */
  readonly overlaps?: (git: GitDirectory, base: string) => OverlapSource;
}

/**
 * Fetches the two commits into the repository's mirror and judges them with the base's configuration. `moved`: the
 * head's ref holds another commit. Throws retryable Faults of git and GitHub; a gate's own breakdown is an unproven
 * verdict in the report.
 */
export async function judgeHead(services: Services, head: Head): Promise<Report | "moved"> {
  const refs = [head.headRef, head.base.ref];
  const git = await fetchRefs(services, head.installationId, head.repository, refs);
  const [fetchedHead = "", fetchedBase = ""] = git.commits;
  if (fetchedHead !== head.headSha) return "moved";
  const base = "sha" in head.base ? await git.resolve(head.base.sha) : fetchedBase;
  const common = await git.mergeBase(base, head.headSha);
  const subject = await withCertainApproval(head.subject, git, { base, head: head.headSha });
  const branches = serverBranches(services, head.installationId, head.repository);
  const commits = { head: head.headSha, baseTip: base, branches };
  const repository =
    common.kind === "found"
      ? services.openSource(git, { ...commits, mergeBase: common.sha })
      : openUnrelatedSource(git, commits, unrelated);
  const now = services.clock();
  const since = await services.evidence.firstSeen(head.installationId, head.repository.id, head.headSha, now);
  const { installationId } = head;
  const fromComments =
    subject.kind === "pull-request" ? { comments: () => readComments(services, head.repository.id, subject, now) } : {};
  const acting = head.acting === undefined ? {} : { acting: head.acting };
  const overlaps = head.overlaps === undefined ? {} : { overlaps: head.overlaps(git, base) };
  const place = {
    installationId,
    repository: head.repository,
    git,
    repositorySource: repository,
    since,
    trustedBranches: trustedBranches(head),
  };
  const report = await judgeChange({
    gates: services.gates,
    sources: {
      subject,
      repository,
      evidence: serverEvidence(services, place),
      attestations: serverAttestations(services, { ...place, subject, headSha: head.headSha, base }),
      today: dayOf(now),
      now,
      ...acting,
      ...fromComments,
      ...overlaps,
    },
    base,
    files: {
      onBase: await git.fileAt(base, configurationPath),
      onHead: await git.fileAt(head.headSha, configurationPath),
    },
    overrides: await standingOverrides(services, git, { ...head, subject }),
    onFault: "throw",
    onError: (gate, error) => services.log.error({ gate, error: traceOf(error) }, "a gate broke down"),
    clock: services.clock,
  });
  if (common.kind === "none" && !hasRuling(report)) throw unrelated;
  return report;
}

const unrelated = new Fault("NO_MERGE_BASE", "Base and head have no common ancestor, so there is no change to judge.", {
  retry: false,
});

function trustedBranches({ base, defaultBranch }: Head): readonly string[] {
  const branch = base.ref.replace(/^refs\/heads\//, "");
  return [...new Set([branch, defaultBranch ?? branch])];
}

/** Where it happened. What an exception says may quote a file; a Fault's message is written for people. */
export function traceOf(error: unknown): string {
  if (error instanceof Fault) return `${error.message} (${error.code})`;
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames].join("\n");
}
