import { type Disagreement, disagreements } from "../../../formats/attestations/audit-agreement.ts";
import { parseAuditLog } from "../../../formats/attestations/audit-log.ts";
import { type KeyRegistry, parseKeyRegistry } from "../../../formats/attestations/key-registry.ts";
import type { YamlProblem } from "../../../formats/yaml/problem.ts";
import { type FileRead, unlistedText } from "../gather/base-file.ts";
import type { KeySettings } from "./settings.ts";

/** The keys that count, or why none does. `path` is the file that is about. */
export type ReadKeys =
  | { readonly kind: "keys"; readonly registry: KeyRegistry }
  | { readonly kind: "missing"; readonly path: string }
  /** Nobody knows whether it is there. */
  | { readonly kind: "unlisted"; readonly path: string }
  | { readonly kind: "broken"; readonly path: string; readonly problems: readonly [YamlProblem, ...YamlProblem[]] }
  /** The registry can be read, and was changed without an entry in the audit log, or the log was changed. */
  | {
      readonly kind: "unrecorded";
      readonly path: string;
      readonly registry: KeyRegistry;
      readonly flaws: readonly [Disagreement, ...Disagreement[]];
    };

/** Reads the registry, and holds it against the audit log where the settings name one. `file` reads the base branch. */
export async function readKeys(settings: KeySettings, file: (path: string) => Promise<FileRead>): Promise<ReadKeys> {
  const path = settings.registry;
  const blob = await file(path);
  if (blob.kind === "missing" || blob.kind === "unlisted") return { kind: blob.kind, path };
  if (blob.kind === "too-large") {
    const what = `the file has ${blob.size} bytes, which is too much.`;
    return { kind: "broken", path, problems: [{ rule: "too-large", at: { line: 1, column: 1 }, what }] };
  }
  const parsed = parseKeyRegistry(blob.bytes);
  if (parsed.kind === "broken") return { kind: "broken", path, problems: parsed.problems };
  const { registry } = parsed;
  const log = settings["audit-log"];
  if (log === undefined) return { kind: "keys", registry };
  const [first, ...others] = flawsOf(registry, await file(log));
  return first === undefined
    ? { kind: "keys", registry }
    : { kind: "unrecorded", path: log, registry, flaws: [first, ...others] };
}

function flawsOf(registry: KeyRegistry, blob: FileRead): readonly Disagreement[] {
  if (blob.kind === "unlisted")
    return [{ in: "audit-log", line: undefined, what: `It was not found: ${unlistedText}.` }];
  if (blob.kind === "too-large")
    return [{ in: "audit-log", line: 1, what: `It has ${blob.size} bytes, which is too much.` }];
  const parsed = parseAuditLog(blob.kind === "missing" ? new Uint8Array() : blob.bytes);
  if (parsed.kind === "log") return disagreements(registry, parsed.log);
  return parsed.flaws.map(({ line, what }) => ({ in: "audit-log", line, what }));
}
