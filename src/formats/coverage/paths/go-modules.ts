import type { Prefix } from "./find-paths.ts";

/** So much of a `go.mod` is looked at: the module line is one of its first. */
const headCharacters = 10_000;

/** What import paths of Go begin with, by the texts of each `go.mod` with its folder. */
export function goModulePrefixes(goMods: ReadonlyMap<string, string>): readonly Prefix[] {
  return [...goMods].flatMap(([folder, text]) => goModulePrefix(folder, text));
}

/** For files below the folder of a `go.mod`; none when it names no module. */
function goModulePrefix(folder: string, text: string): readonly Prefix[] {
  const prefix = /^module\s+"?([^\s"]+)"?/m.exec(text.slice(0, headCharacters))?.[1];
  return prefix === undefined ? [] : [{ prefix, folder }];
}
