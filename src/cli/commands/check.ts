import { Command, Option } from "commander";
import type { Terminal } from "../terminal.ts";

export interface CheckOptions {
  readonly base?: string;
  readonly head: string;
  readonly gate?: readonly string[];
  readonly repo: string;
  readonly config?: string;
  readonly without?: readonly string[];
  readonly report?: readonly string[];
  readonly baseReport?: readonly string[];
  readonly format: "pretty" | "json";
  readonly verbose?: true;
}

const details = `
Only commits are judged: work that is not committed is not looked at. Nothing is fetched,
checked out or written, except a cache inside the git directory.

Without --base, the base is the first of origin/HEAD, origin/main, origin/master,
upstream/HEAD, upstream/main, upstream/master, main and master that exists. The configuration
is read from the base, as on the server; --config tries another one before it is merged.

Examples:
  lanekeeper check
  lanekeeper check --base origin/main --gate batch-size
  lanekeeper check --config .github/lanekeeper.yml --format json`;

export function checkCommand(terminal: Terminal): Command {
  return new Command("check")
    .description("run the configured gates on the commits of a local clone")
    .option("--base <ref>", "what the change will be merged into")
    .option("--head <ref>", "the last commit of the change", "HEAD")
    .option("--gate <id...>", "run only these gates")
    .option("--without <id...>", "run all configured gates but these")
    .option("--report <[flag=]file...>", "reports about the head that a workflow would send, such as coverage.xml")
    .option("--base-report <[flag=]file...>", "the same about the base")
    .option("--repo <dir>", "the clone, or a folder inside it", ".")
    .option("--config <file>", "use this configuration instead of the one of the base")
    .addOption(new Option("--format <format>", "how to print the result").choices(["pretty", "json"]).default("pretty"))
    .addHelpText("after", details)
    .action(async (_options: unknown, command: Command) => {
      const options = command.optsWithGlobals<CheckOptions>();
      const { runCheck } = await import("../check/run-check.ts");
      terminal.exitWith(await runCheck(options, terminal));
    });
}
