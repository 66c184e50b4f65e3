import type { ResolutionCheck, ResolutionFlaw, SourceTree } from "../../language.ts";
import { folderOf, joined } from "../../paths.ts";
import {
  type Configurations,
  configurationsOver,
  type Extended,
  extendedBy,
  isRelative,
  maxExtended,
} from "./configurations.ts";
import { isBrokenDocument } from "./documents.ts";
import { findConfiguration, type Packages, packagesIn } from "./packages.ts";

/** Whether resolution reads this file, whoever names it: manifests, and configurations by their usual names. */
export function isResolutionFile(path: string): boolean {
  return /(^|\/)(package\.json|lerna\.json|pnpm-workspace\.yaml)$/.test(path) || isConfiguration(path);
}

function isConfiguration(path: string): boolean {
  return /(^|\/)[tj]sconfig[^/]*\.json$/.test(path);
}

/**
 * Finds what configurations extend under other names, and what they say in vain. What belongs to other people or is
 * generated is no flaw: nobody commits it.
 */
export function checkResolution({ paths, contents }: SourceTree): ResolutionCheck {
  let known: Packages | undefined;
  // Most trees get by without: what is extended is at hand already.
  const packages = () => {
    known ??= packagesIn(paths, contents);
    return known;
  };
  const has = (path: string) => contents.has(path) || packages().tree.files.has(path);
  const findPackageFile = (folder: string, name: string) => findConfiguration(packages(), has, folder, name);
  const extensions = extensionsIn(contents, configurationsOver(contents, has, findPackageFile));
  const named = new Set([...extensions.values()].flat().flatMap(({ found }) => found ?? []));
  const read = [...contents].filter(([path]) => isResolutionFile(path) || named.has(path));
  return {
    named: [...named].filter((path) => !contents.has(path)),
    flaws: [
      ...read.filter(([path, bytes]) => isBrokenDocument(path, bytes)).map(([path]) => broken(path)),
      ...[...extensions].flatMap(([path, all]) => {
        const missing = all.find(({ specifier, found }) => found === undefined && isAbsent(packages, path, specifier));
        const round = all.find(({ found }) => found !== undefined && leadsTo(extensions, found, path));
        return [
          ...(missing === undefined ? [] : [flawAt(contents, path, "missing-configuration", missing)]),
          ...(round === undefined ? [] : [flawAt(contents, path, "circular-configuration", round)]),
        ];
      }),
    ],
  };
}

type Extensions = ReadonlyMap<string, readonly Extended[]>;

/** What each configuration extends: of those with usual names, and of all that they lead to. */
function extensionsIn(contents: ReadonlyMap<string, Uint8Array>, configurations: Configurations): Extensions {
  const extensions = new Map<string, readonly Extended[]>();
  const open = [...contents.keys()].filter(isConfiguration);
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (extensions.has(path)) continue;
    const extended = extendedBy(configurations, path);
    extensions.set(path, extended);
    open.push(...extended.flatMap(({ found }) => found ?? []));
  }
  return extensions;
}

/** Whether a configuration extends another, be it through others. */
function leadsTo(extensions: Extensions, from: string, to: string): boolean {
  const met = new Set([from]);
  for (const path of met) {
    if (path === to) return true;
    if (met.size > maxExtended) return false;
    for (const { found } of extensions.get(path) ?? []) if (found !== undefined) met.add(found);
  }
  return false;
}

/** Whether a path leads to nothing that is anybody's to commit: `./.nuxt/tsconfig.json` is made, and packages are installed. */
function isAbsent(packages: () => Packages, path: string, specifier: string): boolean {
  if (specifier.startsWith("/")) return true;
  if (!isRelative(specifier)) return false;
  const target = joined(folderOf(path), specifier);
  if (target === undefined) return true;
  if (/(^|\/)node_modules\//.test(target)) return false;
  const [hidden] = /^(?:.*?\/)?\.[^/]+(?=\/)/.exec(target) ?? [];
  return hidden === undefined || packages().tree.folders.has(hidden);
}

function broken(path: string): ResolutionFlaw {
  return { path, kind: "unreadable-configuration", line: 1 };
}

function flawAt(
  contents: ReadonlyMap<string, Uint8Array>,
  path: string,
  kind: string,
  { specifier }: Extended,
): ResolutionFlaw {
  const text = new TextDecoder().decode(contents.get(path));
  const start = Math.max(0, text.indexOf(JSON.stringify(specifier), Math.max(0, text.indexOf('"extends"'))));
  return { path, kind, line: text.slice(0, start).split("\n").length, about: specifier };
}
