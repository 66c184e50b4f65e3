import type { z } from "zod";
import { brokenBy, parseYamlFile, type YamlProblems } from "../yaml/parse-file.ts";
import type { YamlProblem } from "../yaml/problem.ts";
import { quoteForReader } from "../yaml/quote.ts";
import { type Path, positionAt, type YamlNode } from "../yaml/yaml-node.ts";
import { type KeyAlgorithm, readPublicKey } from "./public-key.ts";
import { type KeyBuilder, type KeyEntry, RegistryFile } from "./registry-file.ts";
import type { RevocationReason } from "./revocation-reasons.ts";

/** A public key that may sign, and when. Moments are epoch milliseconds. */
export interface RegisteredKey {
  readonly id: string;
  readonly purpose: string;
  /** `sha256:` and the hex SHA-256 of the SPKI's DER, computed. */
  readonly fingerprint: string;
  /** SPKI, PEM. */
  readonly publicKey: string;
  readonly algorithm: KeyAlgorithm;
  readonly from: number;
  /** The first moment at which it signs no more. */
  readonly until: number;
  readonly builder: z.output<typeof KeyBuilder> | undefined;
  readonly revoked: { readonly at: number; readonly reason: RevocationReason } | undefined;
  /** Where its entry begins in the file, 1-based. */
  readonly line: number;
}

export interface KeyRegistry {
  readonly keys: readonly RegisteredKey[];
  /** Where the audit log stood when the file was written; undefined in a file that no audit log belongs to. */
  readonly auditLog: { readonly entries: number; readonly last: string } | undefined;
}

export type ParsedKeyRegistry =
  | { readonly kind: "registry"; readonly registry: KeyRegistry }
  | { readonly kind: "broken"; readonly problems: YamlProblems };

/** Reads a registry of keys, all of it or nothing. Fingerprints are computed, and have to be those that are written. */
export function parseKeyRegistry(content: Uint8Array): ParsedKeyRegistry {
  const parsed = parseYamlFile(content, RegistryFile);
  if (parsed.kind === "broken") return parsed;
  const { value, root } = parsed;
  const read = value.keys.map((entry, index) => readKey(entry, index, root));
  const [first, ...others] = [...read.flatMap(({ problems }) => problems), ...twice(value.keys, root)];
  if (first !== undefined) return brokenBy(first, ...others);
  return { kind: "registry", registry: { keys: read.flatMap(({ key }) => key ?? []), auditLog: value["audit-log"] } };
}

interface ReadKey {
  readonly key?: RegisteredKey;
  readonly problems: readonly YamlProblem[];
}

function readKey(entry: z.output<typeof KeyEntry>, index: number, root: YamlNode): ReadKey {
  const problems: YamlProblem[] = [];
  const object = (name: string, what: string, fix: string) => {
    problems.push({ rule: "invalid-value", at: positionAt(root, ["keys", index, name]), what, fix });
  };
  const { id, purpose, builder } = entry;
  const [from, until] = [Date.parse(entry.from), Date.parse(entry.until)];
  if (until <= from) object("until", `the key ${id} ends before it begins.`, "Write a moment after `from`.");
  const read = readPublicKey(entry["public-key"]);
  if (read.kind === "refused") {
    object(
      "public-key",
      `the public key of ${id} does not count: ${read.because}.`,
      "Write the key as `cosign.pub` has it.",
    );
    return { problems };
  }
  const { fingerprint, algorithm } = read;
  if (fingerprint !== entry.fingerprint) {
    const what = `the fingerprint of ${id} is another one than its public key has: ${fingerprint}.`;
    object("fingerprint", what, "Find out which of the two is right, and who changed the other.");
  }
  const { line } = positionAt(root, ["keys", index]);
  const revoked = entry.revoked === undefined ? undefined : { ...entry.revoked, at: Date.parse(entry.revoked.at) };
  const key = {
    id,
    purpose,
    fingerprint,
    publicKey: entry["public-key"],
    algorithm,
    from,
    until,
    builder,
    revoked,
    line,
  };
  return { key, problems };
}

/** An id or a key that an earlier entry has. */
function twice(entries: readonly z.output<typeof KeyEntry>[], root: YamlNode): readonly YamlProblem[] {
  const lineOf = (path: Path) => positionAt(root, path).line;
  return (["id", "fingerprint"] as const).flatMap((name) => {
    const firsts = new Map<string, number>();
    return entries.flatMap((entry, index): readonly YamlProblem[] => {
      const first = firsts.get(entry[name]);
      if (first === undefined) {
        firsts.set(entry[name], index);
        return [];
      }
      const what = `the ${name} ${quoteForReader(entry[name])} is here twice, first on line ${lineOf(["keys", first, name])}.`;
      const fix = name === "id" ? "Give each key an id of its own." : "Keep one entry a key.";
      return [{ rule: "invalid-value", at: positionAt(root, ["keys", index, name]), what, fix }];
    });
  });
}
