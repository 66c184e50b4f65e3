import { configurationPath } from "../../core/configuration-path.ts";
import { dayOf } from "../../core/day.ts";
import type { Gate } from "../../core/gate.ts";
import type { Report } from "../../core/report.ts";
import { derivations } from "../../engine/derivations.ts";
import { type ConfigurationFiles, judgeChange } from "../../engine/judge-change.ts";
import type { GitDirectory } from "../../git/clone.ts";
import { openDeskCache } from "../../git/desk-cache.ts";
import { openRepositorySource } from "../../git/source.ts";
import { extractInThreads } from "../../workers/extract-in-bulk.ts";
import type { CheckOptions } from "../commands/check.ts";
import { requireMergeBase } from "../require-merge-base.ts";
import type { Terminal } from "../terminal.ts";
import { defaultBase } from "./default-base.ts";
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
  const mergeBase = await requireMergeBase(clone, base, head, { baseName, headName: options.head });
  const cache = openDeskCache(clone.commonDir);
  try {
    const repository = openRepositorySource(clone, {
      mergeBase,
      head,
      deriving: derivations(cache, { bulk: extractInThreads() }),
    });
    const report = await judgeChange({
      gates,
      sources: {
        subject: { kind: "local", baseRef: baseName, headRef: options.head },
        repository,
        evidence: reportFiles({
          head: options.report ?? [],
          base: options.baseReport ?? [],
          directory: terminal.cwd,
        }),
        attestations: deskAttestations({ clone, head, headName: options.head }),
        today: dayOf(Date.now()),
      },
      base,
      files,
      ...(options.gate === undefined ? {} : { only: options.gate }),
      ...(options.without === undefined ? {} : { without: options.without }),
      clock: () => performance.now(),
      onFault: "unproven",
      onError,
    });
    const sourceLines = options.format === "pretty" ? await readSourceLines(report, repository) : new Map();
    return { report, baseName, headName: options.head, sourceLines };
  } finally {
    cache.close();
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
