import type { Prefix } from "./find-paths.ts";

/** What somebody says of where a report's files lie. */
export interface DeclaredPlace {
  /** What its paths begin with on the machine that tested. */
  readonly prefixes: readonly string[];
  /** The folder of the repository below which its files are; the root, if left out. */
  readonly folder?: string | undefined;
}

export function declaredPrefixes({ prefixes, folder = "" }: DeclaredPlace): readonly Prefix[] {
  const below = folder.replace(/\/+$/, "");
  const declared = prefixes.map((prefix) => ({ prefix, folder: below }));
  return below === "" ? declared : [...declared, { prefix: "", folder: below }];
}
