import { Command, Option } from "commander";
import { type RevocationReason, revocationReasons } from "../../../formats/attestations/revocation-reasons.ts";
import type { ChangeOptions } from "../../keys/change-keys.ts";
import type { Terminal } from "../../terminal.ts";
import { withChangeOptions } from "./key-options.ts";

export interface KeysRevokeOptions extends ChangeOptions {
  readonly reason: RevocationReason;
  readonly at?: string;
}

const details = `
superseded: the key signs no more from the moment on, and what it signed before stays good.
compromise: nothing that it ever signed counts, whatever the moment, since nobody knows from when on
somebody else had it. Neither can be taken back.

json: config/keys-change-output.schema.json describes it.

Examples:
  lanekeeper keys revoke release-2027-01-31 --reason compromise
  lanekeeper keys revoke release-2027-01-31 --reason superseded --at 2027-03-01T00:00:00Z`;

export function keysRevokeCommand(terminal: Terminal): Command {
  return withChangeOptions(new Command("revoke").description("say that a key signs no more"))
    .argument("<id>", "what the registry calls the key")
    .addOption(new Option("--reason <word>", "why").choices(revocationReasons).makeOptionMandatory())
    .option("--at <moment>", "from when on, such as 2027-01-31T12:00:00Z (default: now)")
    .addHelpText("after", details)
    .action(async (id: string, options: KeysRevokeOptions) => {
      const { runRevoke } = await import("../../keys/run-revoke.ts");
      terminal.exitWith(await runRevoke(id, options, terminal));
    });
}
