import { Command } from "commander";
import type { Terminal } from "../terminal.ts";
import { keysAuditCommand } from "./keys/audit.ts";
import { keysRecordCommand } from "./keys/record.ts";
import { keysRevokeCommand } from "./keys/revoke.ts";
import { keysRotateCommand } from "./keys/rotate.ts";
import { keysStatusCommand } from "./keys/status.ts";

export function keysCommand(terminal: Terminal): Command {
  return new Command("keys")
    .description("look after the keys that sign attestations")
    .addCommand(keysStatusCommand(terminal))
    .addCommand(keysRotateCommand(terminal))
    .addCommand(keysRevokeCommand(terminal))
    .addCommand(keysRecordCommand(terminal))
    .addCommand(keysAuditCommand(terminal));
}
