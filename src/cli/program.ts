import { Command } from "commander";
import { attestCommand } from "./commands/attest.ts";
import { batchCommand } from "./commands/batch.ts";
import { benchCommand } from "./commands/bench.ts";
import { checkCommand } from "./commands/check.ts";
import { configCommand } from "./commands/config.ts";
import { coverageCommand } from "./commands/coverage.ts";
import { deadLettersCommand } from "./commands/dead-letters.ts";
import { demoCommand } from "./commands/demo.ts";
import { explainCommand } from "./commands/explain.ts";
import { graphCommand } from "./commands/graph.ts";
import { initCommand } from "./commands/init.ts";
import { keysCommand } from "./commands/keys.ts";
import { leasesCommand } from "./commands/leases.ts";
import { overlapCommand } from "./commands/overlap.ts";
import { ownsCommand } from "./commands/owns.ts";
import { serveCommand } from "./commands/serve.ts";
import { setupCommand } from "./commands/setup.ts";
import { uploadCommand } from "./commands/upload.ts";
import { readVersion } from "./read-version.ts";
import type { Terminal } from "./terminal.ts";

const exitCodeHelp = `
Exit codes:
  0   clear
  1   blocked: something has to be corrected
  2   the command line or the configuration is wrong
  3   waiting or unproven: evidence is missing
  70  our own fault

In a checkout of Lanekeeper: npm run -s lanekeeper -- <command>`;

/** The whole command line. Nothing heavy is loaded before a command runs. */
export function program(terminal: Terminal): Command {
  const root = new Command("lanekeeper")
    .description("Keeps parallel work, above all that of AI coding agents, inside its lanes.")
    .version(readVersion(), "-V, --version", "print the version")
    .option("--verbose", "say where an error happened (also: LANEKEEPER_DEBUG=1)")
    .helpOption("-h, --help", "show help")
    .helpCommand("help [command]", "show help for a command")
    .addHelpText("after", exitCodeHelp);
  const commands = [
    initCommand,
    checkCommand,
    coverageCommand,
    benchCommand,
    attestCommand,
    keysCommand,
    configCommand,
    explainCommand,
    graphCommand,
    ownsCommand,
    batchCommand,
    overlapCommand,
    uploadCommand,
    setupCommand,
    serveCommand,
    deadLettersCommand,
    leasesCommand,
    demoCommand,
  ];
  for (const command of commands) root.addCommand(command(terminal));
  for (const command of withDescendants(root)) attach(command, terminal);
  return root;
}

function withDescendants(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withDescendants)];
}

/** Commander writes through the terminal and throws instead of ending the process. */
function attach(command: Command, terminal: Terminal): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => terminal.out(text),
    writeErr: (text) => terminal.err(text),
    getOutHasColors: () => terminal.color,
    getErrHasColors: () => terminal.color,
  });
  if (command.parent !== null && command.commands.length === 0) {
    command.option("--verbose", "say where an error happened");
  }
  command.showHelpAfterError("Try --help for the options and an example.");
}
