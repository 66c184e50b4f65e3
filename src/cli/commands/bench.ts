import { Command } from "commander";
import type { Terminal } from "../terminal.ts";
import { benchAcceptCommand } from "./bench/accept.ts";
import { benchCompareCommand } from "./bench/compare.ts";
import { benchShowCommand } from "./bench/show.ts";
import { benchSimulateCommand } from "./bench/simulate.ts";

export function benchCommand(terminal: Terminal): Command {
  return new Command("bench")
    .description("look at benchmarks")
    .addCommand(benchCompareCommand(terminal))
    .addCommand(benchAcceptCommand(terminal))
    .addCommand(benchShowCommand(terminal))
    .addCommand(benchSimulateCommand(terminal));
}
