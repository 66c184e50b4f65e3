import { resolve } from "node:path";
import { badUsage } from "../../core/bad-usage.ts";
import { Fault } from "../../core/fault.ts";
import { type GitDirectory, openClone } from "../../git/clone.ts";
import type { CoverageOptions } from "../commands/coverage.ts";
import { exitCodes } from "../exit-code.ts";
import { withProgress } from "../progress.ts";
import type { Terminal } from "../terminal.ts";
import { type CoverageOutput, CoverageOutput as Output } from "./coverage-output.ts";
import { describeChange } from "./describe-change.ts";
import { describeReport, isComplete } from "./describe-report.ts";
import { readReports } from "./given-reports.ts";
import { measureChange } from "./measure-change.ts";
import { normalise } from "./normalise.ts";
import type { Page } from "./page.ts";
import { renderMarkdown, renderPretty } from "./render-page.ts";

/** Prints what coverage reports say, judged where there is a clone, and returns the exit code. */
export async function runCoverage(
  files: readonly string[],
  options: CoverageOptions,
  terminal: Terminal,
): Promise<number> {
  const clone = await cloneAtHand(options, terminal);
  if (clone === undefined) return reportAlone(files, options, terminal);
  const { output, names } = await measureChange({ files, options, terminal, clone });
  give(output, describeChange(output, output.change, names), options, terminal);
  return output.exitCode;
}

/** Who names a clone wants that one; otherwise it is the one that the user stands in, if any. */
async function cloneAtHand(options: CoverageOptions, terminal: Terminal): Promise<GitDirectory | undefined> {
  if (options.repo !== undefined) return openClone(resolve(terminal.cwd, options.repo));
  try {
    return await openClone(terminal.cwd);
  } catch (error) {
    if (error instanceof Fault && error.code === "NOT_A_REPOSITORY") return undefined;
    throw error;
  }
}

async function reportAlone(files: readonly string[], options: CoverageOptions, terminal: Terminal): Promise<number> {
  refuseCloneOptions(options);
  const [head, base] = await withProgress(terminal, "Reading reports …", async () => [
    normalise(await readReports(files, [], terminal.cwd)),
    options.base === undefined ? undefined : normalise(await readReports(options.base, [], terminal.cwd)),
  ]);
  const read = { ...head, ...(base === undefined ? {} : { base }) };
  const exitCode = isComplete(read) ? exitCodes.clear : exitCodes.undecided;
  const output: CoverageOutput = { schemaVersion: 1, exitCode, ...read };
  give(output, describeReport(output, files), options, terminal);
  return exitCode;
}

function refuseCloneOptions(options: CoverageOptions): void {
  const names = { baseRef: "--base-ref", head: "--head", config: "--config", prefix: "--prefix" } as const;
  const given = (["baseRef", "head", "config", "prefix"] as const).filter((name) => options[name] !== undefined);
  const all = [...given.map((name) => names[name]), ...(options.explainPaths === true ? ["--explain-paths"] : [])];
  if (all.length === 0) return;
  const message = `${all.join(", ")} can only be used in a clone: stand in one, or name it with --repo.`;
  throw badUsage(message);
}

function give(output: CoverageOutput, page: Page, options: CoverageOptions, terminal: Terminal): void {
  switch (options.format) {
    case "json":
      terminal.out(`${JSON.stringify(Output.parse(output), null, 2)}\n`);
      return;
    case "markdown":
      terminal.out(renderMarkdown(page));
      return;
    case "pretty":
      terminal.out(renderPretty(page, terminal.color));
      return;
  }
}
