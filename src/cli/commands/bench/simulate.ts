import { Command, InvalidArgumentError, Option } from "commander";
import type { Terminal } from "../../terminal.ts";

export interface BenchSimulateOptions {
  readonly suites: number;
  readonly seed: number;
  readonly format: "pretty" | "json" | "markdown";
}

const formats = ["pretty", "json", "markdown"] as const;
const maxSuites = 100_000;
const maxSeed = 2 ** 32 - 1;

const details = `
Makes up suites of 20 and of 100 benchmarks with ten kinds of noise, each measured in 40 blocks of
30 rounds a side, and counts how many innocent suites are blocked and how many slowdowns of 5, 10
and 20 % in one benchmark are found: by the rule with three looks (10, 20 and 40 blocks), with two
and with one; and, in 20 blocks at most, by a fixed 10 % on the mean, by Welch's and Mann and
Whitney's tests on all rounds, and by a z-score on earlier nights. The same seed gives the same
table. 500 suites of each take some minutes.

The shares are held against what is asked of the rule. A missed target is told and is no failure, so
that the exit code is 0 all the same: nothing of yours was judged, and of few suites a share can miss
by chance alone.

json has every count: config/bench-simulate-output.schema.json describes it.

Examples:
  lanekeeper bench simulate --suites 20
  lanekeeper bench simulate --suites 2000 --seed 1 --format markdown > simulation.md`;

export function benchSimulateCommand(terminal: Terminal): Command {
  return new Command("simulate")
    .description("try the rule that judges benchmarks on made-up noise, beside others")
    .option("--suites <n>", "how many suites of each kind", wholeNumber(1, maxSuites), 500)
    .option("--seed <n>", "where the random numbers start", wholeNumber(0, maxSeed), 1)
    .addOption(new Option("--format <format>", "how to print the result").choices(formats).default("pretty"))
    .addHelpText("after", details)
    .action(async (options: BenchSimulateOptions) => {
      const { runSimulate } = await import("../../bench/run-simulate.ts");
      await runSimulate(options, terminal);
    });
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) {
      throw new InvalidArgumentError(`It has to be a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}
