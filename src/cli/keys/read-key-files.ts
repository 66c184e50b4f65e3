import { readFile } from "node:fs/promises";
import { badUsage } from "../../core/bad-usage.ts";
import type { Fault } from "../../core/fault.ts";
import { type AuditLog, type ParsedAuditLog, parseAuditLog } from "../../formats/attestations/audit-log.ts";
import { type KeyRegistry, parseKeyRegistry } from "../../formats/attestations/key-registry.ts";
import { whyUnreadable } from "../why-unreadable.ts";
import type { KeyFile, KeyPlace } from "./key-place.ts";

/** The two files as they are on the disk. A file that is not there is an empty text. */
export interface KeyTexts {
  readonly registry: string;
  readonly auditLog: string;
}

/** Both files, read and understood. */
export interface KeyFiles {
  readonly texts: KeyTexts;
  readonly registry: KeyRegistry;
  readonly log: AuditLog;
}

const maxShown = 5;

export async function readKeyTexts(place: KeyPlace): Promise<KeyTexts> {
  // What is no text in the log is found with its line. Of the registry every byte is written again, so it has to be one.
  return { registry: await textOf(place.registry, true), auditLog: await textOf(place.auditLog, false) };
}

/** Throws BAD_USAGE where one of the two cannot be understood. */
export async function readKeyFiles(place: KeyPlace): Promise<KeyFiles> {
  const texts = await readKeyTexts(place);
  return { texts, registry: registryOf(texts, place), log: logOf(texts, place) };
}

/** No file is a registry without keys. Throws BAD_USAGE with what is wrong, and where. */
export function registryOf({ registry }: KeyTexts, place: KeyPlace): KeyRegistry {
  if (registry === "") return { keys: [], auditLog: undefined };
  const parsed = parseKeyRegistry(new TextEncoder().encode(registry));
  if (parsed.kind === "registry") return parsed.registry;
  const lines = parsed.problems.map(
    ({ at, what, fix }) =>
      `${place.registry.shown}:${at.line}:${at.column}: ${what}${fix === undefined ? "" : ` ${fix}`}`,
  );
  throw wrong("The registry cannot be read.", lines);
}

export function parsedLogOf({ auditLog }: KeyTexts): ParsedAuditLog {
  return parseAuditLog(new TextEncoder().encode(auditLog));
}

function logOf(texts: KeyTexts, place: KeyPlace): AuditLog {
  const parsed = parsedLogOf(texts);
  if (parsed.kind === "log") return parsed.log;
  const lines = parsed.flaws.map(({ line, what }) => `${place.auditLog.shown}:${line}: ${what}`);
  throw wrong("The audit log is broken. Restore it from git.", lines);
}

function wrong(first: string, lines: readonly string[]): Fault {
  const shown = lines.slice(0, maxShown);
  const more = lines.length > shown.length ? [`and ${lines.length - shown.length} more`] : [];
  return badUsage([first, ...shown, ...more].join("\n"));
}

async function textOf({ path, shown }: KeyFile, fatal: boolean): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal, ignoreBOM: true }).decode(await readFile(path));
  } catch (cause) {
    if (typeof cause === "object" && cause !== null && "code" in cause && cause.code === "ENOENT") return "";
    const why = cause instanceof TypeError ? "is no UTF-8 text" : whyUnreadable(cause);
    throw badUsage(`${JSON.stringify(shown)} ${why}.`, cause);
  }
}
