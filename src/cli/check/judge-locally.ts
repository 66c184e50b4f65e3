import { configurationPath } from "../../core/configuration-path.ts";
import { dayOf } from "../../core/day.ts";
import { Fault } from "../../core/fault.ts";
import type { Gate } from "../../core/gate.ts";
import type { Report } from "../../core/report.ts";
import { derivations } from "../../engine/derivations.ts";
import { type ConfigurationFiles, judgeChange } from "../../engine/judge-change.ts";
import { hasRuling } from "../../engine/overall.ts";
import type { GitDirectory } from "../../git/clone.ts";
import { openDeskCache } from "../../git/desk-cache.ts";
import { openRepositorySource } from "../../git/source.ts";
import { openUnrelatedSource } from "../../git/unrelated-source.ts";
import { extractInThreads } from "../../workers/extract-in-bulk.ts";
import type { CheckOptions } from "../commands/check.ts";
import { requireMergeBase } from "../require-merge-base.ts";
import type { Terminal } from "../terminal.ts";
import { branchOf } from "./branch-of.ts";
import { defaultBase, defaultBranchName } from "./default-base.ts";
import { deskAttestations } from "./desk-attestations.ts";
import { readConfigurationFile } from "./read-configuration-file.ts";
import { reportFiles } from "./report-files.ts";
import { readSourceLines, type SourceLines } from "./source-lines.ts";

export interface LocalJudgement {
  readonly report: Report;
  /** How the user names the two ends. */
  readonly baseName: string;
  readonly headName: string;
  /** The lines of the head commit that findings point at. */
  readonly sourceLines: SourceLines;
}

export interface LocalRequest {
  readonly options: CheckOptions;
  readonly terminal: Terminal;
  readonly clone: GitDirectory;
  readonly gates: readonly Gate[];
  readonly onError: (gateId: string, error: unknown) => void;
}

/** Runs the gates on two commits of a clone, with the clone's own cache. */
export async function judgeLocally({
  options,
  terminal,
  clone,
  gates,
  onError,
}: LocalRequest): Promise<LocalJudgement> {
  const baseName = options.base ?? (await defaultBase(clone));
  const [base, head] = await Promise.all([clone.resolve(baseName), clone.resolve(options.head)]);
  const files = await configurationFiles(options, terminal, clone, base, head);
  const names = { baseName, headName: options.head };
  const cache = openDeskCache(clone.commonDir);
  try {
    const commits = { head, baseTip: base };
    const parted = await partingPlace(clone, base, head, names);
    const repository =
      parted instanceof Fault
        ? openUnrelatedSource(clone, commits, parted)
        : openRepositorySource(clone, {
            ...commits,
            mergeBase: parted,
            deriving: derivations(cache, { bulk: extractInThreads() }),
          });
    const [defaultBranch, baseBranch, branch] = await Promise.all([
      defaultBranchName(clone),
      branchOf(clone, baseName),
      branchOf(clone, options.head),
    ]);
    const now = Date.now();
    const report = await judgeChange({
      gates,
      sources: {
        subject: {
          kind: "local",
          baseRef: baseName,
          headRef: options.head,
          ...(defaultBranch === undefined ? {} : { defaultBranch }),
          ...(baseBranch === undefined ? {} : { baseBranch }),
          ...(branch === undefined ? {} : { branch }),
        },
        repository,
        evidence: reportFiles({
          head: options.report ?? [],
          base: options.baseReport ?? [],
          directory: terminal.cwd,
        }),
        attestations: deskAttestations({ clone, head, headName: options.head }),
        today: dayOf(now),
        now,
      },
      base,
      files,
      ...(options.gate === undefined ? {} : { only: options.gate }),
      ...(options.without === undefined ? {} : { without: options.without }),
      clock: () => performance.now(),
      onFault: "unproven",
      onError,
    });
    if (parted instanceof Fault && !hasRuling(report)) throw parted;
    const sourceLines = options.format === "pretty" ? await readSourceLines(report, repository) : new Map();
    return { report, baseName, headName: options.head, sourceLines };
  } finally {
    cache.close();
  }
}

/** Where the two parted, or why they did not: only histories that share nothing can be told of. */
async function partingPlace(
  clone: GitDirectory,
  base: string,
  head: string,
  names: { readonly baseName: string; readonly headName: string },
): Promise<string | Fault> {
  try {
    return await requireMergeBase(clone, base, head, names);
  } catch (error) {
    if (error instanceof Fault && error.code === "NO_MERGE_BASE" && !clone.shallow) return error;
    throw error;
  }
}

async function configurationFiles(
  options: CheckOptions,
  terminal: Terminal,
  clone: GitDirectory,
  base: string,
  head: string,
): Promise<ConfigurationFiles> {
  if (options.config !== undefined) {
    const file = await readConfigurationFile(options.config, terminal.cwd);
    return { path: options.config, onBase: file, onHead: file };
  }
  const [onBase, onHead] = await Promise.all([
    clone.fileAt(base, configurationPath),
    clone.fileAt(head, configurationPath),
  ]);
  return { onBase, onHead };
}
