import { Command, Option } from "commander";
import type { Terminal } from "../../terminal.ts";

export interface BenchShowOptions {
  readonly better?: "lower" | "higher";
  readonly format: "pretty" | "json";
}

const formats = ["pretty", "json"] as const;
const directions = ["lower", "higher"] as const;

const details = `
Reports of pytest-benchmark, Google Benchmark, Criterion, hyperfine, Go, JMH, BenchmarkDotNet, vitest,
tinybench and k6, and lists of name, unit and value, are told by their content. The value is the median
of the samples, and the spread their interquartile range; without samples, what the tool says.

json has every sample, and every figure as it was read: config/bench-show-output.schema.json describes
it. A report that is damaged, so that figures may have been lost, ends with 3.

Examples:
  lanekeeper bench show benchmark.json
  lanekeeper bench show target/criterion/cart/total/10/new/sample.json
  lanekeeper bench show sizes.json --better lower --format json`;

export function benchShowCommand(terminal: Terminal): Command {
  return new Command("show")
    .description("print what a benchmark report says")
    .argument("<file>", "the report")
    .addOption(
      new Option("--better <direction>", "which values of a list of name, unit and value are better").choices(
        directions,
      ),
    )
    .addOption(new Option("--format <format>", "how to print the result").choices(formats).default("pretty"))
    .addHelpText("after", details)
    .action(async (file: string, options: BenchShowOptions) => {
      const { runShow } = await import("../../bench/run-show.ts");
      terminal.exitWith(await runShow(file, options, terminal));
    });
}
