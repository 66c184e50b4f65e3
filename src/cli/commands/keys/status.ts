import { Command } from "commander";
import type { KeyPlaceOptions } from "../../keys/key-place.ts";
import type { Terminal } from "../../terminal.ts";
import { withKeyOptions } from "./key-options.ts";

export interface KeysStatusOptions extends KeyPlaceOptions {
  readonly at?: string;
  readonly format: "pretty" | "json";
}

const details = `
A key's age counts from \`from\`. It is due for rotation at \`warn-after\`, 80 days, and signs no more at
\`rotate-after\`, 90 days, or at its \`until\` if that is earlier. What it signed before stays good.

Ends with 1 when a purpose has no key that signs. A key that is due, or an old one that another has
followed, is no reason to, and neither is a purpose whose keys were all revoked as superseded, as long
as any key signs.

json: config/keys-status-output.schema.json describes it.

Examples:
  lanekeeper keys status
  lanekeeper keys status --at 2027-03-01T00:00:00Z --format json`;

export function keysStatusCommand(terminal: Terminal): Command {
  return withKeyOptions(new Command("status").description("print how old every key is, and whether it signs"))
    .option("--at <moment>", "another moment than now, such as 2027-01-31T12:00:00Z")
    .addHelpText("after", details)
    .action(async (options: KeysStatusOptions) => {
      const { runStatus } = await import("../../keys/run-status.ts");
      terminal.exitWith(await runStatus(options, terminal));
    });
}
