import { Command, Option } from "commander";
import type { Terminal } from "../../terminal.ts";

export interface BenchCompareOptions {
  readonly baseline: readonly string[];
  readonly current: readonly string[];
  readonly limit: string;
  readonly better?: "lower" | "higher";
  readonly plainRatio?: true;
  readonly format: "pretty" | "json" | "markdown";
}

const formats = ["pretty", "json", "markdown"] as const;

const details = `
Each file is the report of one process run, and the files of both sides are paired in the order
given: the first of the baseline with the first of the current ones. Run them in turn on one
machine, such as base, head, head, base, and so on. It takes five pairs to decide anything; ten
are judged first, what is open then by twenty, and what still is by all there are, such as forty.
What Criterion writes below one folder is one run.

Ends with 1 when a benchmark is worse by more than the limit beyond noise, and else with 3 when one
is undecided, or when there was nothing to compare. With 3 and ten pairs, measure ten more;
with 3 and twenty, twenty more.

json has every figure: config/bench-compare-output.schema.json describes it.

Examples:
  lanekeeper bench compare --baseline base-*.json --current head-*.json
  lanekeeper bench compare --baseline old.txt --current new.txt --plain-ratio --limit 25%`;

export function benchCompareCommand(terminal: Terminal): Command {
  return new Command("compare")
    .description("tell whether benchmarks became slower, beyond noise")
    .requiredOption("--baseline <file...>", "reports of what is compared with")
    .requiredOption("--current <file...>", "reports of what is judged")
    .option("--limit <percent>", "how much worse a benchmark may become", "10%")
    .addOption(
      new Option("--better <values>", "which values are better where the reports do not say").choices([
        "lower",
        "higher",
      ]),
    )
    .option("--plain-ratio", "judge fewer than five pairs by their ratio, noise and all")
    .addOption(new Option("--format <format>", "how to print the result").choices(formats).default("pretty"))
    .addHelpText("after", details)
    .action(async (options: BenchCompareOptions) => {
      const { runCompare } = await import("../../bench/run-compare.ts");
      terminal.exitWith(await runCompare(options, terminal));
    });
}
