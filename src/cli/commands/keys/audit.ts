import { Command } from "commander";
import type { KeyPlaceOptions } from "../../keys/key-place.ts";
import type { Terminal } from "../../terminal.ts";
import { withKeyOptions } from "./key-options.ts";

export interface KeysAuditOptions extends KeyPlaceOptions {
  readonly format: "pretty" | "json";
}

const details = `
Every entry of the audit log has the SHA-256 of the one before, and the registry that of the last one. So
an entry that was changed, removed, inserted or moved is found, and so is a registry that was changed
without one. Who rewrites both files from some entry on is not: for that there is git's history.

Ends with 1 when anything is wrong, and with 2 when the registry cannot be read.

json: config/keys-audit-output.schema.json describes it.

Example:
  lanekeeper keys audit`;

export function keysAuditCommand(terminal: Terminal): Command {
  return withKeyOptions(new Command("audit").description("verify the audit log, and that it agrees with the registry"))
    .addHelpText("after", details)
    .action(async (options: KeysAuditOptions) => {
      const { runAudit } = await import("../../keys/run-audit.ts");
      terminal.exitWith(await runAudit(options, terminal));
    });
}
