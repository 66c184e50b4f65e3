import { Command } from "commander";
import type { Terminal } from "../terminal.ts";
import { attestInspectCommand } from "./attest/inspect.ts";
import { attestVerifyCommand } from "./attest/verify.ts";

export function attestCommand(terminal: Terminal): Command {
  return new Command("attest")
    .description("look at attestations")
    .addCommand(attestVerifyCommand(terminal))
    .addCommand(attestInspectCommand(terminal));
}
