import { configurationPath } from "../../core/configuration-path.ts";
import { Fault } from "../../core/fault.ts";
import type { GateReport } from "../../core/report.ts";
import type { RepositorySource } from "../../core/repository.ts";
import { derivations } from "../../engine/derivations.ts";
import { overall } from "../../engine/overall.ts";
import { remember } from "../../engine/remember.ts";
import type { GitDirectory } from "../../git/clone.ts";
import { openDeskCache } from "../../git/desk-cache.ts";
import { openRepositorySource } from "../../git/source.ts";
import { defaultBase } from "../check/default-base.ts";
import { deskAttestations } from "../check/desk-attestations.ts";
import { readConfigurationFile } from "../check/read-configuration-file.ts";
import type { CoverageOptions } from "../commands/coverage.ts";
import { exitCodes } from "../exit-code.ts";
import { withProgress } from "../progress.ts";
import { requireMergeBase } from "../require-merge-base.ts";
import type { Terminal } from "../terminal.ts";
import type { ChangeOutput, CoverageOutput } from "./coverage-output.ts";
import { type CoverageRule, coverageRule } from "./coverage-rule.ts";
import { isComplete } from "./describe-report.ts";
import { explainPaths } from "./explain-paths.ts";
import { evidenceOf, type GivenReport, readReports } from "./given-reports.ts";
import { judgeReports } from "./judge-reports.ts";
import { normalise } from "./normalise.ts";
import { readTree } from "./read-tree.ts";

export interface MeasureRequest {
  readonly files: readonly string[];
  readonly options: CoverageOptions;
  readonly terminal: Terminal;
  readonly clone: GitDirectory;
}

export interface MeasuredChange {
  readonly output: CoverageOutput & { readonly change: ChangeOutput };
  /** How the user names the two ends. */
  readonly names: { readonly baseName: string; readonly headName: string };
}

/** Judges reports by the commits of a clone. Nothing is fetched or checked out. */
export async function measureChange(request: MeasureRequest): Promise<MeasuredChange> {
  const { files, options, terminal, clone } = request;
  const commits = await chooseCommits(options, clone);
  const rule = await readRule(request, commits.base);
  const reports = await withProgress(terminal, "Reading reports …", async () => ({
    head: await readReports(files, rule.flags, terminal.cwd),
    base: await readReports(options.base ?? [], rule.flags, terminal.cwd),
  }));
  const cache = openDeskCache(clone.commonDir);
  try {
    const repository = openRepositorySource(clone, { ...commits, deriving: derivations(cache, {}) });
    const output = await withProgress(terminal, "Judging coverage …", () =>
      judge(request, commits, rule, reports, repository),
    );
    return { output, names: commits };
  } finally {
    cache.close();
  }
}

type Commits = Awaited<ReturnType<typeof chooseCommits>>;

async function chooseCommits({ baseRef, head: named = "HEAD" }: CoverageOptions, clone: GitDirectory) {
  const baseName = baseRef ?? (await defaultBase(clone, "--base-ref"));
  const [base, head] = await Promise.all([clone.resolve(baseName), clone.resolve(named)]);
  const mergeBase = await requireMergeBase(clone, base, head, { baseName, headName: named });
  return { base, head, mergeBase, baseName, headName: named };
}

async function readRule({ options, terminal, clone }: MeasureRequest, base: string): Promise<CoverageRule> {
  const file =
    options.config === undefined
      ? await clone.fileAt(base, configurationPath)
      : await readConfigurationFile(options.config, terminal.cwd);
  return coverageRule(file, options.config ?? configurationPath, options.prefix ?? []);
}

async function judge(
  { options, terminal, clone }: MeasureRequest,
  { base, head, mergeBase, baseName, headName }: Commits,
  rule: CoverageRule,
  reports: { readonly head: readonly GivenReport[]; readonly base: readonly GivenReport[] },
  source: RepositorySource,
): Promise<MeasuredChange["output"]> {
  const evidence = evidenceOf(reports.head, reports.base);
  const subject = { kind: "local", baseRef: baseName, headRef: headName } as const;
  const attestations = deskAttestations({ clone, head, headName });
  const { repository } = remember({ repository: source, evidence, attestations, subject, today: "", now: 0 });
  const tree = await readTree(repository, "head", rule.prefixes);
  const baseTree = reports.base.length === 0 ? undefined : await readTree(repository, "base", rule.prefixes);
  const onError = (_gate: string, error: unknown) => complain(options, terminal, error);
  const { verdict, figures } = await judgeReports({ rule, repository, evidence, attestations, subject, onError });
  const { configured } = rule;
  const read = {
    ...normalise(reports.head, tree),
    ...(baseTree === undefined ? {} : { base: normalise(reports.base, baseTree) }),
  };
  return {
    schemaVersion: 1,
    exitCode: exitCodeOf(verdict, isComplete(read)),
    ...read,
    change: { head, mergeBase, base, configured, verdict, figures: figures ?? null },
    ...(options.explainPaths === true ? { explained: explainPaths(reports.head, tree) } : {}),
  };
}

/** A damaged report proves nothing even where the gate had no need of it. */
function exitCodeOf(verdict: GateReport, complete: boolean): number {
  switch (overall({ gates: [verdict] })) {
    case "clear":
      return complete ? exitCodes.clear : exitCodes.undecided;
    case "blocked":
      return exitCodes.blocked;
    case "waiting":
    case "unproven":
      return exitCodes.undecided;
  }
}

function complain({ verbose }: CoverageOptions, terminal: Terminal, error: unknown): void {
  const debug = verbose === true || (terminal.env["LANEKEEPER_DEBUG"] ?? "") !== "";
  if (!debug || error instanceof Fault) return;
  terminal.err(`lanekeeper: coverage: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
