import { resolve } from "node:path";
import { Fault } from "../../core/fault.ts";
import type { Report } from "../../core/report.ts";
import { configurationGateId, type Overall, overall } from "../../engine/overall.ts";
import { gates } from "../../gates/index.ts";
import { openClone } from "../../git/clone.ts";
import type { CheckOptions } from "../commands/check.ts";
import { exitCodes } from "../exit-code.ts";
import { withProgress } from "../progress.ts";
import { checkOutput } from "../render/json.ts";
import { renderPretty } from "../render/pretty.ts";
import type { Terminal } from "../terminal.ts";
import { assertKnownGates, assertSomethingRan } from "./choose-gates.ts";
import { judgeLocally } from "./judge-locally.ts";
import { hasUncommittedWork } from "./uncommitted-work.ts";

/** Judges the commits of a clone, prints the report, and returns the exit code. */
export async function runCheck(options: CheckOptions, terminal: Terminal): Promise<number> {
  assertKnownGates(gates, [...(options.gate ?? []), ...(options.without ?? [])]);
  const directory = resolve(terminal.cwd, options.repo);
  const clone = await openClone(directory);
  // Started together; it is only needed for a remark under the report.
  const uncommitted = options.head === "HEAD" ? hasUncommittedWork(directory) : Promise.resolve(false);
  const judged = await withProgress(terminal, "Judging the change …", () =>
    judgeLocally({
      options,
      terminal,
      clone,
      gates,
      onError: (gate, error) => complain(options, terminal, gate, error),
    }),
  );
  assertSomethingRan(judged.report, options);
  const code = exitCodeOf(judged.report);
  if (options.format === "json") {
    terminal.out(`${JSON.stringify(checkOutput(judged.report, code), null, 2)}\n`);
  } else {
    terminal.out(renderPretty(judged, { color: terminal.color, uncommitted: await uncommitted }));
  }
  return code;
}

/** A broken configuration is what the user has to mend first, so it has its own code. */
function exitCodeOf(report: Report): number {
  const configuration = report.gates.find(({ gate }) => gate === configurationGateId);
  if (configuration?.verdict.outcome === "failed") return exitCodes.usage;
  return codeOf(overall(report));
}

function codeOf(state: Overall): number {
  switch (state) {
    case "clear":
      return exitCodes.clear;
    case "blocked":
      return exitCodes.blocked;
    case "waiting":
    case "unproven":
      return exitCodes.undecided;
  }
}

function complain(options: CheckOptions, terminal: Terminal, gate: string, error: unknown): void {
  const debug = options.verbose === true || (terminal.env["LANEKEEPER_DEBUG"] ?? "") !== "";
  if (!debug || error instanceof Fault) return;
  terminal.err(`lanekeeper: ${gate}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
