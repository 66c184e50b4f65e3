import { Command } from "commander";
import type { ChangeOptions } from "../../keys/change-keys.ts";
import type { Terminal } from "../../terminal.ts";
import { withChangeOptions } from "./key-options.ts";

export type KeysRecordOptions = ChangeOptions;

const details = `
For a registry that was begun or edited by hand: every key that the audit log does not tell of as it is
gets an entry. Look at what has changed before you vouch for it. Refuses where entries are missing
from the log, and what takes a revocation back. Finishes a change that was interrupted.

json: config/keys-change-output.schema.json describes it.

Example:
  lanekeeper keys record --dry-run`;

export function keysRecordCommand(terminal: Terminal): Command {
  return withChangeOptions(new Command("record").description("write down what was changed in the registry by hand"))
    .addHelpText("after", details)
    .action(async (options: KeysRecordOptions) => {
      const { runRecord } = await import("../../keys/run-record.ts");
      terminal.exitWith(await runRecord(options, terminal));
    });
}
