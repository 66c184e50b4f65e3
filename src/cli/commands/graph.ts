import { Command, Option } from "commander";
import type { Terminal } from "../terminal.ts";

export interface GraphOptions {
  readonly ref: string;
  readonly repo: string;
  readonly root?: readonly string[];
  readonly format: "json";
}

const details = `
Prints {"modules": [...], "imports": [{"importer", "imported", "path", "line"}]}: every Python file
of the commit as a module named by its path, and every import of one of them by another. The line
is where the import statement begins. A name inside a module counts as that module; a package
that imports its own content without a module of that name imports itself. Imports of packages
that the repository does not have are left out.

Example:
  lanekeeper graph --ref main --root lukhas --root core > graph.json`;

export function graphCommand(terminal: Terminal): Command {
  return new Command("graph")
    .description("print the Python import graph of a commit")
    .option("--ref <ref>", "the commit", "HEAD")
    .option("--repo <dir>", "the clone, or a folder inside it", ".")
    .option("--root <package>", "only these top-level packages; may be repeated", collect)
    .addOption(new Option("--format <format>", "how to print the result").choices(["json"]).default("json"))
    .addHelpText("after", details)
    .action(async (_options: unknown, command: Command) => {
      const options = command.optsWithGlobals<GraphOptions>();
      const { printGraph } = await import("../graph/print-graph.ts");
      await printGraph(options, terminal);
    });
}

function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}
