import { isoMoment } from "../../formats/attestations/audit-entry.ts";
import type { KeyRegistry, RegisteredKey } from "../../formats/attestations/key-registry.ts";
import { withEntry, withFirstItem } from "../../formats/yaml/edit.ts";

const emptyRegistry = `# Public keys that may sign attestations. \`lanekeeper keys\` changes this file, and writes every change into the audit log.
keys: []
`;

/** The registry with one more key, in front; undefined where its list is not written in lines of its own. */
export function withKey(text: string, key: RegisteredKey): string | undefined {
  const { id, purpose, fingerprint, publicKey, from, until, builder } = key;
  const item = [
    `id: ${quoted(id)}`,
    `purpose: ${quoted(purpose)}`,
    `fingerprint: ${quoted(fingerprint)}`,
    "public-key: |",
    ...publicKey
      .trimEnd()
      .split("\n")
      .map((line) => `  ${line}`),
    `from: ${quoted(isoMoment(from))}`,
    `until: ${quoted(isoMoment(until))}`,
    ...(builder === undefined ? [] : [`builder: { id: ${quoted(builder.id)}, level: ${builder.level} }`]),
  ];
  return withFirstItem(text === "" ? emptyRegistry : text, ["keys"], item);
}

/** The registry in which one key is revoked. `index` is that of the key in the list. */
export function withRevocation(
  text: string,
  index: number,
  { at, reason }: NonNullable<RegisteredKey["revoked"]>,
): string | undefined {
  const value = `{ at: ${quoted(isoMoment(at))}, reason: ${reason} }`;
  return withEntry(text, ["keys", index], "revoked", value);
}

/** The registry that says where its audit log stands. */
export function withLogPlace(
  text: string,
  { entries, last }: NonNullable<KeyRegistry["auditLog"]>,
): string | undefined {
  return withEntry(text, [], "audit-log", `{ entries: ${entries}, last: ${quoted(last)} }`);
}

/** JSON strings are YAML. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
