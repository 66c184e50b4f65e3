import { type AuditEntry, recordedKey } from "./audit-entry.ts";
import type { AuditFlaw, AuditLog } from "./audit-log.ts";
import type { KeyRegistry } from "./key-registry.ts";

/** Where registry and audit log differ. `line` is 1-based; undefined where there is none, as of a key that is gone. */
export interface Disagreement {
  readonly in: "registry" | "audit-log";
  readonly line: number | undefined;
  /** A whole sentence. */
  readonly what: string;
}

/** What the log says that the registry has, by fingerprint, and what in the log cannot be. */
interface Replayed {
  readonly keys: ReadonlyMap<string, AuditEntry>;
  readonly flaws: readonly AuditFlaw[];
}

/** Everything about which the two differ; nothing where every change of the registry was written down. */
export function disagreements(registry: KeyRegistry, log: AuditLog): readonly Disagreement[] {
  const { keys, flaws } = replay(log.entries);
  const impossible = flaws.map(({ line, what }): Disagreement => ({ in: "audit-log", line, what }));
  return [...impossible, ...placeFlaws(registry, log), ...unrecorded(registry, keys)];
}

/** Plays the entries from the first to the last. */
export function replay(entries: readonly AuditEntry[]): Replayed {
  const keys = new Map<string, AuditEntry>();
  // Of each key, also of one that was removed meanwhile.
  const revocations = new Map<string, Revocation>();
  const flaws: AuditFlaw[] = [];
  for (const [index, entry] of entries.entries()) {
    const { fingerprint, action, id } = entry;
    const strongest = revocations.get(fingerprint);
    const flaw = impossibility(entry, keys.has(fingerprint), strongest);
    if (flaw !== undefined) flaws.push({ line: index + 1, what: `The key ${id} ${flaw}.` });
    if (entry.revoked !== undefined && !isWeaker(entry.revoked, strongest)) revocations.set(fingerprint, entry.revoked);
    if (action === "remove") keys.delete(fingerprint);
    else keys.set(fingerprint, entry);
  }
  return { keys, flaws };
}

/** Revocations are for ever: whoever could take one back could bring a stolen key to life. */
function impossibility(entry: AuditEntry, isThere: boolean, strongest: Revocation | undefined): string | undefined {
  if (entry.action === "add" && isThere) return "is added, and was there already";
  if (entry.action !== "add" && !isThere) return "is changed, and was not there";
  if (entry.action === "revoke" && entry.revoked === undefined) return "is revoked without a moment and a reason";
  return isWeaker(entry.revoked, strongest) ? "was revoked, which cannot be taken back" : undefined;
}

type Revocation = NonNullable<AuditEntry["revoked"]>;

/** Whether more of what the key signed would count than by what was said before. */
function isWeaker(now: Revocation | undefined, was: Revocation | undefined): boolean {
  if (was === undefined) return false;
  if (now === undefined) return true;
  if (was.reason === "compromise") return now.reason !== was.reason;
  return now.reason === "superseded" && Date.parse(now.at) > Date.parse(was.at);
}

/** Whether the log is the one that the registry was written with. */
function placeFlaws({ auditLog, keys }: KeyRegistry, { entries, last }: AuditLog): readonly Disagreement[] {
  const count = entries.length;
  if (auditLog === undefined) {
    if (count === 0 || keys.length === 0) return [];
    return [{ in: "registry", line: 1, what: "The registry does not say where its audit log stands." }];
  }
  const said = auditLog.entries;
  if (said > count) {
    const what = `The registry was written with ${said} entries, and the log has ${count}: the last ones were removed.`;
    return [{ in: "audit-log", line: count + 1, what }];
  }
  if (said < count) {
    const what = `The registry was written with ${said} entries: this one was added without it.`;
    return [{ in: "audit-log", line: said + 1, what }];
  }
  if (auditLog.last === last) return [];
  return [
    { in: "audit-log", line: count, what: "This last entry was changed: the registry was written with another." },
  ];
}

function unrecorded({ keys }: KeyRegistry, recorded: ReadonlyMap<string, AuditEntry>): readonly Disagreement[] {
  const there = new Set(keys.map(({ fingerprint }) => fingerprint));
  const gone = [...recorded.values()].filter(({ fingerprint }) => !there.has(fingerprint));
  return [
    ...keys.flatMap((key): readonly Disagreement[] => {
      const { id, line } = key;
      const entry = recorded.get(key.fingerprint);
      if (entry === undefined) return [{ in: "registry", line, what: `The key ${id} was added without an entry.` }];
      const differing = differences(recordedKey(key), entry);
      if (differing.length === 0) return [];
      return [{ in: "registry", line, what: `Of the key ${id}, ${differing.join(" and ")} changed without an entry.` }];
    }),
    ...gone.map(
      ({ id, seq }): Disagreement => ({
        in: "audit-log",
        line: seq,
        what: `The key ${id} was removed from the registry without an entry.`,
      }),
    ),
  ];
}

function differences(now: ReturnType<typeof recordedKey>, entry: AuditEntry): readonly string[] {
  const moments = (["from", "until"] as const).filter((name) => Date.parse(now[name]) !== Date.parse(entry[name]));
  const words = (["id", "purpose"] as const).filter((name) => now[name] !== entry[name]);
  const isSameBuilder = now.builder?.id === entry.builder?.id && now.builder?.level === entry.builder?.level;
  const revocationOf = ({ revoked }: Pick<AuditEntry, "revoked">) =>
    revoked === undefined ? "" : `${Date.parse(revoked.at)} ${revoked.reason}`;
  return [
    ...words,
    ...moments,
    ...(isSameBuilder ? [] : ["builder"]),
    ...(revocationOf(now) === revocationOf(entry) ? [] : ["revoked"]),
  ].map((name) => `\`${name}\``);
}
