import { Command, Option } from "commander";
import type { Terminal } from "../terminal.ts";

const details = `
Examples:
  lanekeeper explain
  lanekeeper explain batch-size
  lanekeeper explain batch-size/too-many-lines
  lanekeeper explain NO_MERGE_BASE`;

export interface ExplainOptions {
  readonly format: "pretty" | "json";
}

export function explainCommand(terminal: Terminal): Command {
  return new Command("explain")
    .description("say what a gate asks, what a rule means and how to fix it, or what a fault is")
    .argument("[name]", "a gate, a rule or a fault; without one, all gates are listed")
    .addOption(new Option("--format <format>", "how to print it").choices(["pretty", "json"]).default("pretty"))
    .addHelpText("after", details)
    .action(async (name: string | undefined, options: ExplainOptions) => {
      const { explain } = await import("../explain/explain.ts");
      explain(name, options, terminal);
    });
}
