import { Command, Option } from "commander";
import type { Terminal } from "../terminal.ts";

export interface DemoCommandOptions {
  readonly once?: true;
  readonly port?: string;
  readonly format: "pretty" | "json";
}

const details = `
Makes a git repository of about 200 Python files in six lanes, and has agents and a person open
pull requests on it. Signed webhooks, git fetches, gates and check runs are all real; only GitHub
is a stand-in. Nothing leaves this machine, and nothing is left on it.

Stays until Ctrl-C, so that you can look at the page. With --once it ends at once, with exit code
0 if every verdict is the expected one, else 1.

Examples:
  lanekeeper demo
  lanekeeper demo --once --format json`;

export function demoCommand(terminal: Terminal): Command {
  return new Command("demo")
    .description("show everything at work against a stand-in GitHub on this machine")
    .option("--once", "end when every pull request has its verdict")
    .option("--port <port>", "where the page is shown (default: a free port)")
    .addOption(new Option("--format <format>", "how to print the result").choices(["pretty", "json"]).default("pretty"))
    .addHelpText("after", details)
    .action(async (options: DemoCommandOptions) => {
      const { showDemo } = await import("../demo/show-demo.ts");
      terminal.exitWith(await showDemo(options, terminal));
    });
}
