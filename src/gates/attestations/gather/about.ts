import { bytesToHex } from "@noble/hashes/utils.js";
import { readBundle } from "../../../formats/attestations/read-bundle.ts";
import { readStatement } from "../../../formats/attestations/statement.ts";
import type { Subject } from "./subjects.ts";

/** What a bundle says that it is about, before anybody has checked it; undefined when it cannot be read. */
export interface ClaimedSubjects {
  /** Lower-case hex, of any algorithm. */
  readonly digests: ReadonlySet<string>;
  readonly names: readonly string[];
}

export function claimedSubjects(bundle: Uint8Array): ClaimedSubjects | undefined {
  const read = readBundle(bundle);
  if (read.kind === "refused") return undefined;
  const content = read.value.kind === "bundle" ? read.value.content : read.value;
  if (content.kind === "message") return { digests: new Set([bytesToHex(content.digest.bytes)]), names: [] };
  const said = readStatement(content.payloadType, content.payload);
  if (said.kind === "refused") return undefined;
  const { subjects } = said.statement;
  return {
    digests: new Set(subjects.flatMap(({ digests }) => [...digests.values()])),
    names: subjects.flatMap(({ name }) => name ?? []),
  };
}

/**
 * Whether a bundle counts as one of this file. Files of bundles often hold those of everything that was built, and what is about
 * another file proves nothing against this one. What claims to be about nothing that was built is held against the file that it
 * names, and where the policy says that the bundles of a module are, against all of its files.
 */
export function isAbout(
  claimed: ClaimedSubjects | undefined,
  subject: Subject,
  built: ReadonlySet<string>,
  isNamedPlace: boolean,
): boolean {
  if (claimed === undefined) return true;
  if (claimed.digests.has(subject.sha256) || claimed.digests.has(subject.sha512)) return true;
  if ([...claimed.digests].some((digest) => built.has(digest))) return false;
  return isNamedPlace || claimed.names.some((name) => lastPart(name) === lastPart(subject.path));
}

function lastPart(path: string): string {
  return path.split("/").at(-1) ?? path;
}
