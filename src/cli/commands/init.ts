import { Command } from "commander";
import type { Terminal } from "../terminal.ts";

export interface InitOptions {
  readonly repo: string;
  readonly codeowners?: string;
}

const details = `
Writes .github/lanekeeper.yml, in the mode \`advise\`, which shows everything and blocks nothing.
A file that is there already is left alone. Where the repository has a CODEOWNERS file, its
lines become rules of the gate \`ownership\`, in their order: users and teams become people whom
you can rename, and agents that change their files get a note. Nothing is committed.

Examples:
  lanekeeper init
  lanekeeper init --codeowners docs/CODEOWNERS`;

export function initCommand(terminal: Terminal): Command {
  return new Command("init")
    .description("write a first configuration, out of a CODEOWNERS file where there is one")
    .option("--repo <dir>", "the work tree, or a folder inside it", ".")
    .option("--codeowners <file>", "the file to import; where GitHub looks for it when left out")
    .addHelpText("after", details)
    .action(async (options: InitOptions) => {
      const { runInit } = await import("../init/run-init.ts");
      await runInit(options, terminal);
    });
}
