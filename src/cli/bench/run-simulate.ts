import { twoLooks } from "../../gates/benchmarks/decide/plans.ts";
import { idealPower } from "../../gates/benchmarks/simulate/ideal-power.ts";
import { noises } from "../../gates/benchmarks/simulate/noise.ts";
import { type Cell, sizeOf } from "../../gates/benchmarks/simulate/simulate-cell.ts";
import { changes } from "../../gates/benchmarks/simulate/tally.ts";
import type { BenchSimulateOptions } from "../commands/bench/simulate.ts";
import { renderMarkdown, renderPretty } from "../coverage/render-page.ts";
import { withProgress } from "../progress.ts";
import type { Terminal } from "../terminal.ts";
import { describeSimulation } from "./describe-simulation.ts";
import { type CellTallies, simulateInThreads } from "./simulate-in-threads.ts";
import { type BenchSimulateOutput, BenchSimulateOutput as Output, type SimulatedCell } from "./simulate-output.ts";
import { judgeTargets } from "./targets.ts";

const suiteSizes = [20, 100] as const;

/** Prints how often the rule is right about suites of which the truth is known, and others beside it. */
export async function runSimulate(options: BenchSimulateOptions, terminal: Terminal): Promise<void> {
  const { suites, seed, format } = options;
  const cells = suiteSizes
    .flatMap((benchmarks) => noises.map((noise) => ({ noise, benchmarks })))
    .map((cell, number): Cell => ({ ...cell, number }));
  const tallies = await withProgress(terminal, "Simulating …", () => simulateInThreads(cells, { seed, suites }));
  const simulated = tallies.map(simulatedCell);
  const targets = judgeTargets(simulated, suites);
  const output = Output.parse({ schemaVersion: 1, suites, seed, cells: simulated, targets });
  terminal.out(render(output, format, terminal));
}

function render(output: BenchSimulateOutput, format: BenchSimulateOptions["format"], terminal: Terminal): string {
  switch (format) {
    case "json":
      return `${JSON.stringify(output, null, 2)}\n`;
    case "markdown":
      return renderMarkdown(describeSimulation(output));
    case "pretty":
      return renderPretty(describeSimulation(output), terminal.color);
  }
}

function simulatedCell({ cell, tallies }: CellTallies): SimulatedCell {
  const { noise, benchmarks } = cell;
  const results = [...tallies].map(
    ([method, { suites, blocked, secondLooks, thirdLooks, undecided, found, open }]) => ({
      method,
      blocked,
      secondLooks,
      thirdLooks,
      undecided,
      changes: changes.map((change, place) => {
        const [foundHere = 0, openHere = 0] = [found[place], open[place]];
        return { change, found: foundHere, undecided: openHere, silent: suites - foundHere - openHere };
      }),
    }),
  );
  const ideal = changes.map((change) => ({ change, found: idealPower(noise, sizeOf(cell), change, twoLooks.limit) }));
  return { noise: noise.name, process: noise.process, round: noise.round, benchmarks, ideal, results };
}
