import { badUsage } from "../../core/bad-usage.ts";
import { type Disagreement, disagreements } from "../../formats/attestations/audit-agreement.ts";
import {
  type AuditEntry,
  auditLine,
  isoMoment,
  lineHash,
  recordedKey,
} from "../../formats/attestations/audit-entry.ts";
import { parseAuditLog } from "../../formats/attestations/audit-log.ts";
import { parseKeyRegistry, type RegisteredKey } from "../../formats/attestations/key-registry.ts";
import type { KeyPlace } from "./key-place.ts";
import type { KeyFiles, KeyTexts } from "./read-key-files.ts";
import { withLogPlace } from "./registry-text.ts";

export interface KeyStep {
  readonly action: AuditEntry["action"];
  /** What the key is after the step; of one that is removed, what it was. */
  readonly key: Parameters<typeof recordedKey>[0];
}

/** Both files before and after. */
export interface KeyChange {
  readonly before: KeyTexts;
  readonly after: KeyTexts;
}

/**
 * The two files after these steps. `registryText` is the registry with the steps in it, without the place of the log; undefined
 * where it cannot be edited. Nothing is believed of an edit: both files are read again and have to agree. Throws BAD_USAGE.
 */
export function planChange(
  { texts, log }: KeyFiles,
  { steps, actor, at }: { readonly steps: readonly KeyStep[]; readonly actor: string; readonly at: number },
  registryText: string | undefined,
): KeyChange {
  let last = log.last;
  const lines = steps.map(({ action, key }, index) => {
    const seq = log.entries.length + index + 1;
    const line = auditLine({ seq, prev: last, at: isoMoment(at), actor, action, ...recordedKey(key) });
    last = lineHash(line);
    return line;
  });
  const auditLog = `${texts.auditLog}${lines.map((line) => `${line}\n`).join("")}`;
  const place = { entries: log.entries.length + steps.length, last };
  const registry = registryText === undefined ? undefined : withLogPlace(registryText, place);
  const flaw = registry === undefined ? "its keys are not in lines of their own." : pairFlaw({ registry, auditLog });
  if (registry !== undefined && flaw === undefined) return { before: texts, after: { registry, auditLog } };
  throw badUsage(
    `The registry cannot be edited safely: ${flaw} Edit it by hand, and then: lanekeeper keys record. Nothing has changed.`,
  );
}

/** What keeps the two texts from being a registry and its audit log; undefined where they agree. */
export function pairFlaw({ registry, auditLog }: KeyTexts): string | undefined {
  const encoder = new TextEncoder();
  const parsed = parseKeyRegistry(encoder.encode(registry));
  if (parsed.kind === "broken") return `Line ${parsed.problems[0].at.line}: ${parsed.problems[0].what}`;
  const log = parseAuditLog(encoder.encode(auditLog));
  if (log.kind === "broken") return log.flaws[0].what;
  return disagreements(parsed.registry, log.log)[0]?.what;
}

/** Throws BAD_USAGE unless every change of the registry was written down. */
export function requireAgreement({ registry, log }: KeyFiles, place: KeyPlace): void {
  const [first, ...others] = disagreements(registry, log);
  if (first === undefined) return;
  const more = others.length === 0 ? "" : `\nand ${others.length} more: lanekeeper keys audit`;
  throw badUsage(
    `The registry and its audit log do not agree, so nothing is changed.\n${disagreementText(first, place)}${more}\n` +
      "Find out who changed what. If the registry is right as it is: lanekeeper keys record.",
  );
}

function disagreementText({ in: side, line, what }: Disagreement, place: KeyPlace): string {
  const file = side === "registry" ? place.registry : place.auditLog;
  return `${file.shown}${line === undefined ? "" : `:${line}`}: ${what}`;
}

/** The key with this id. Throws BAD_USAGE. */
export function keyNamed(id: string, keys: readonly RegisteredKey[]): RegisteredKey {
  const key = keys.find((one) => one.id === id);
  if (key !== undefined) return key;
  const known = keys.map((one) => one.id).slice(0, 20);
  throw badUsage(
    `There is no key ${id}. ${known.length === 0 ? "The registry has none." : `There are: ${known.join(", ")}.`}`,
  );
}
