import { badUsage } from "../../core/bad-usage.ts";
import { countOf } from "../../core/count-of.ts";
import { disagreements } from "../../formats/attestations/audit-agreement.ts";
import type { KeyRegistry } from "../../formats/attestations/key-registry.ts";
import type { KeysAuditOptions } from "../commands/keys/audit.ts";
import type { Page, Remark } from "../coverage/page.ts";
import { renderPretty } from "../coverage/render-page.ts";
import { exitCodes } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";
import { requireNoJournal } from "./apply-change.ts";
import { type KeysAuditOutput, KeysAuditOutput as Output } from "./audit-output.ts";
import { findKeyPlace } from "./key-place.ts";
import { parsedLogOf, readKeyTexts, registryOf } from "./read-key-files.ts";

/** Follows the chain of the audit log and holds the registry against it. Answers the exit code; throws BAD_USAGE. */
export async function runAudit(options: KeysAuditOptions, terminal: Terminal): Promise<number> {
  const place = await findKeyPlace(options, terminal);
  const texts = await readKeyTexts(place);
  if (texts.registry === "" && texts.auditLog === "") {
    const message = `There is neither ${place.registry.shown} nor ${place.auditLog.shown}. To begin: lanekeeper keys rotate <purpose> --private-key <file>.`;
    throw badUsage(message);
  }
  await requireNoJournal(place);
  const registry = registryOf(texts, place);
  const about = auditOf(registry, parsedLogOf(texts));
  const exitCode = about.flaws.length === 0 ? exitCodes.clear : exitCodes.blocked;
  const files = { registry: place.registry.shown, auditLog: place.auditLog.shown };
  const output = Output.parse({ schemaVersion: 1, exitCode, ...files, keys: registry.keys.length, ...about });
  terminal.out(
    options.format === "json"
      ? `${JSON.stringify(output, null, 2)}\n`
      : renderPretty(describeAudit(output), terminal.color),
  );
  return exitCode;
}

function auditOf(
  registry: KeyRegistry,
  parsed: ReturnType<typeof parsedLogOf>,
): Pick<KeysAuditOutput, "entries" | "last" | "flaws"> {
  if (parsed.kind === "broken") {
    return { entries: null, last: null, flaws: parsed.flaws.map((flaw) => ({ in: "audit-log", ...flaw })) };
  }
  const { entries, last } = parsed.log;
  const flaws = disagreements(registry, parsed.log).map((one) => ({ ...one, line: one.line ?? null }));
  return { entries: entries.length, last: entries.length === 0 ? null : last, flaws };
}

function describeAudit({ registry, auditLog, keys, entries, last, flaws }: KeysAuditOutput): Page {
  const remarks = flaws.map(({ in: side, line, what }): Remark => {
    const file = side === "registry" ? registry : auditLog;
    return { sign: "failed", text: `${file}${line === null ? "" : `:${line}`}: ${what}`, lines: [] };
  });
  const conclusion: Remark =
    flaws.length > 0
      ? {
          sign: "failed",
          text: "The registry and its audit log cannot be relied on. git log shows who changed what.",
          lines: [],
        }
      : {
          sign: "passed",
          text: `${countOf(entries ?? 0, "entry", "entries")} tell of ${countOf(keys, "key")}, and every change is among them.`,
          lines: last === null ? [] : [`last entry: ${last}`],
        };
  return { heading: auditLog, tables: [], remarks, conclusion };
}
