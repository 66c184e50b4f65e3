import { Command, Option } from "commander";
import type { Terminal } from "../terminal.ts";

export interface OwnsOptions {
  readonly base?: string;
  readonly repo: string;
  readonly config?: string;
  readonly format: "pretty" | "json";
}

const details = `
Paths are those of the repository, from its top; a folder stands for its files. Nothing has to
exist: ask before you make a file. The map is that of the base, as on the server: the gate
\`ownership\` of its configuration. Where that has none, a CODEOWNERS file of the base is read
instead, and the answer says so. Leases are granted by a server and are not known here.

Examples:
  lanekeeper owns src/api/http.py
  lanekeeper owns src/ docs/guide.md --format json
  lanekeeper owns src/api/http.py --base origin/release`;

export function ownsCommand(terminal: Terminal): Command {
  return new Command("owns")
    .description("say whose files are, and by which rule")
    .argument("<path...>", "files or folders, from the top of the repository")
    .option("--base <ref>", "the commit whose map counts; what a change would be merged into when left out")
    .option("--repo <dir>", "the clone, or a folder inside it", ".")
    .option("--config <file>", "use this configuration instead of the one of the base")
    .addOption(new Option("--format <format>", "how to print the result").choices(["pretty", "json"]).default("pretty"))
    .addHelpText("after", details)
    .action(async (paths: readonly string[], _options: unknown, command: Command) => {
      const { runOwns } = await import("../owns/run-owns.ts");
      await runOwns(paths, command.optsWithGlobals<OwnsOptions>(), terminal);
    });
}
