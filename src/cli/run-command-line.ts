import { CommanderError } from "commander";
import { Fault } from "../core/fault.ts";
import { exitCodeOfFault, exitCodes } from "./exit-code.ts";
import { program } from "./program.ts";
import { visible } from "./render/visible.ts";
import type { Terminal } from "./terminal.ts";

/** Runs one command line and turns whatever it throws into a line for a person and an exit code. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<void> {
  const debug = args.includes("--verbose") || (terminal.env["LANEKEEPER_DEBUG"] ?? "") !== "";
  try {
    await program(terminal).parseAsync(args, { from: "user" });
  } catch (error) {
    terminal.exitWith(reportError(error, terminal, debug));
  }
}

/** Says what went wrong on standard error, and gives the exit code. */
export function reportError(error: unknown, terminal: Pick<Terminal, "err">, debug: boolean): number {
  // Help, version and usage errors: commander has said what there is to say.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.clear : exitCodes.usage;
  if (error instanceof Fault) {
    terminal.err(`lanekeeper: ${visible(error.message)} (${error.code})\n`);
    if (debug) terminal.err(stackOf(error));
    return exitCodeOfFault(error.code);
  }
  const line = error instanceof Error ? error.message.split("\n")[0] : String(error);
  terminal.err(`lanekeeper: this is a mistake in Lanekeeper: ${visible(line ?? "")}\n`);
  terminal.err(debug ? stackOf(error) : "Run it again with --verbose to see where it happened.\n");
  return exitCodes.fault;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const cause = error.cause === undefined ? "" : `Caused by: ${stackOf(error.cause)}`;
  return `${visible(error.stack ?? error.message)}\n${cause}`;
}
