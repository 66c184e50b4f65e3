import { Command } from "commander";
import type { Terminal } from "../terminal.ts";
import { benchShowCommand } from "./bench/show.ts";

export function benchCommand(terminal: Terminal): Command {
  return new Command("bench").description("look at benchmarks").addCommand(benchShowCommand(terminal));
}
