import { Command } from "commander";
import type { Terminal } from "../../terminal.ts";

export interface BenchAcceptOptions {
  readonly reason: string;
  readonly metric?: string;
  readonly since?: string;
  readonly commit?: string;
  readonly file?: string;
}

const details = `
Writes an entry into \`accepted\` of the gate \`benchmarks\` in .github/lanekeeper.yml, and leaves the
rest of the file as it is. Figures from before the moment are no baseline any more, and a step at it
is no drift. It holds once the file is on the base branch.

Examples:
  lanekeeper bench accept cart::total --reason "Prices are checked twice now." --commit 9d77e0c
  lanekeeper bench accept "matriz::*" --metric memory --reason "A cache of 20 MB." --since 2027-01-31T12:00:00Z`;

export function benchAcceptCommand(terminal: Terminal): Command {
  return new Command("accept")
    .description("say that benchmarks are slower on purpose, so that they are compared anew")
    .argument("<benchmark>", "its name; * stands for any characters")
    .requiredOption("--reason <text>", "why, for whoever wonders later")
    .option("--metric <name>", "such as time or memory (default: any)")
    .option("--since <moment>", "from when on figures count, such as 2027-01-31T12:00:00Z (default: now)")
    .option("--commit <revision>", "the same, as the moment at which this commit was made")
    .option("--file <path>", "the configuration (default: the nearest .github/lanekeeper.yml)")
    .addHelpText("after", details)
    .action(async (benchmark: string, options: BenchAcceptOptions) => {
      const { runAccept } = await import("../../bench/run-accept.ts");
      terminal.exitWith(await runAccept(benchmark, options, terminal));
    });
}
