import { Command, Option } from "commander";
import type { Terminal } from "../../terminal.ts";

export interface AttestInspectOptions {
  readonly format: "pretty" | "json";
}

const details = `
Shows what is written in it. Nothing is verified: anybody can write anything. To know what holds, use
lanekeeper attest verify.

json has the same: config/attest-inspect-output.schema.json describes it.

Example:
  lanekeeper attest inspect core.sigstore.json`;

export function attestInspectCommand(terminal: Terminal): Command {
  return new Command("inspect")
    .description("show what a bundle claims, without verifying anything")
    .argument("<file>", "one bundle or envelope, or several, one a line")
    .addOption(new Option("--format <format>", "how to print it").choices(["pretty", "json"]).default("pretty"))
    .addHelpText("after", details)
    .action(async (file: string, options: AttestInspectOptions) => {
      const { runInspect } = await import("../../attest/run-inspect.ts");
      terminal.exitWith(await runInspect(file, options, terminal));
    });
}
