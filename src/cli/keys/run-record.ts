import { badUsage } from "../../core/bad-usage.ts";
import { replay } from "../../formats/attestations/audit-agreement.ts";
import { type AuditEntry, auditLine, recordedKey } from "../../formats/attestations/audit-entry.ts";
import type { RegisteredKey } from "../../formats/attestations/key-registry.ts";
import type { KeysRecordOptions } from "../commands/keys/record.ts";
import type { Terminal } from "../terminal.ts";
import { changeKeys } from "./change-keys.ts";
import type { KeyStep } from "./plan-change.ts";
import type { KeyFiles } from "./read-key-files.ts";

/** Writes down what was changed in the registry by hand. Answers the exit code; throws BAD_USAGE. */
export async function runRecord(options: KeysRecordOptions, terminal: Terminal): Promise<number> {
  return changeKeys(options, terminal, (files) => {
    requireWholeLog(files);
    return { steps: unrecordedSteps(files), registryText: files.texts.registry };
  });
}

/** To write on would hide for ever that entries are missing. */
function requireWholeLog({ registry: { auditLog }, log }: KeyFiles): void {
  if (auditLog === undefined || auditLog.entries < log.entries.length) return;
  if (auditLog.entries === log.entries.length && auditLog.last === log.last) return;
  throw badUsage(
    "The audit log lacks entries that were there when the registry was written, or its last one was changed. Restore it from git.",
  );
}

function unrecordedSteps({ registry, log }: KeyFiles): readonly KeyStep[] {
  const { keys: recorded } = replay(log.entries);
  const there = new Set(registry.keys.map(({ fingerprint }) => fingerprint));
  const gone = [...recorded.values()].filter(({ fingerprint }) => !there.has(fingerprint));
  return [
    ...registry.keys.flatMap((key): readonly KeyStep[] => {
      const before = recorded.get(key.fingerprint);
      if (before === undefined) return [{ action: "add", key }];
      if (isSame(before, key)) return [];
      const isRevoked = key.revoked !== undefined && before.revoked === undefined;
      return [{ action: isRevoked ? "revoke" : "change", key }];
    }),
    ...gone.map((entry): KeyStep => ({ action: "remove", key: keyOf(entry) })),
  ];
}

/** As both would be written. */
function isSame(before: AuditEntry, key: RegisteredKey): boolean {
  const { seq, prev, at, actor, action } = before;
  const head = { seq, prev, at, actor, action };
  return auditLine({ ...head, ...recordedKey(keyOf(before)) }) === auditLine({ ...head, ...recordedKey(key) });
}

function keyOf({ id, purpose, fingerprint, from, until, builder, revoked }: AuditEntry): KeyStep["key"] {
  return {
    ...{ id, purpose, fingerprint, builder },
    ...{ from: Date.parse(from), until: Date.parse(until) },
    revoked: revoked === undefined ? undefined : { ...revoked, at: Date.parse(revoked.at) },
  };
}
