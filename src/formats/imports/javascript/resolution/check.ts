import type { ResolutionCheck, ResolutionFlaw, SourceTree } from "../../language.ts";
import { folderOf, joined } from "../../paths.ts";
import {
  type Configurations,
  configurationsOver,
  extendedBy,
  isRelative,
  maxExtended,
  type NamedConfiguration,
  referencedBy,
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
 * Finds what configurations extend and reference under other names, and what they say in vain. What belongs to other people or is
 * generated is no flaw: nobody commits it.
 */
export function checkResolution({ paths, contents }: SourceTree): ResolutionCheck {
  let known: Packages | undefined;
  // Most trees get by without: what is named is at hand already.
  const packages = () => {
    known ??= packagesIn(paths, contents);
    return known;
  };
  const has = (path: string) => contents.has(path) || packages().tree.files.has(path);
  const findPackageFile = (folder: string, name: string) => findConfiguration(packages(), has, folder, name);
  const links = linksIn(contents, configurationsOver(contents, has, findPackageFile));
  const named = new Set([...links.values()].flatMap(pathsNamed));
  const read = [...contents].filter(([path]) => isResolutionFile(path) || named.has(path));
  return {
    named: [...named].filter((path) => !contents.has(path)),
    flaws: [
      ...read.filter(([path, bytes]) => isBrokenDocument(path, bytes)).map(([path]) => broken(path)),
      ...[...links].flatMap(([path, { extended, referenced }]) => {
        const isMissing = ({ specifier, found }: NamedConfiguration) =>
          found === undefined && isAbsent(packages, path, specifier);
        const missing = extended.find((one) => !isOfPackage(one) && isMissing(one));
        const round = extended.find(({ found }) => found !== undefined && leadsTo(links, found, path));
        const unreferenced = referenced.find(isMissing);
        return [
          ...(missing === undefined ? [] : [flawAt(contents, path, "missing-configuration", missing)]),
          ...(round === undefined ? [] : [flawAt(contents, path, "circular-configuration", round)]),
          ...(unreferenced === undefined ? [] : [flawAt(contents, path, "missing-reference", unreferenced)]),
        ];
      }),
    ],
  };
}

/** What a configuration names. To reference one another is no flaw, as nothing is taken over. */
interface Named {
  readonly extended: readonly NamedConfiguration[];
  readonly referenced: readonly NamedConfiguration[];
}

type Links = ReadonlyMap<string, Named>;

/** What each configuration names: of those with usual names, and of all that they lead to. */
function linksIn(contents: ReadonlyMap<string, Uint8Array>, configurations: Configurations): Links {
  const links = new Map<string, Named>();
  const open = [...contents.keys()].filter(isConfiguration);
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (links.has(path)) continue;
    const named = { extended: extendedBy(configurations, path), referenced: referencedBy(configurations, path) };
    links.set(path, named);
    open.push(...pathsNamed(named));
  }
  return links;
}

function pathsNamed({ extended, referenced }: Named): readonly string[] {
  return [...extended, ...referenced].flatMap(({ found }) => found ?? []);
}

/** Whether a configuration extends another, be it through others. */
function leadsTo(links: Links, from: string, to: string): boolean {
  const met = new Set([from]);
  for (const path of met) {
    if (path === to) return true;
    if (met.size > maxExtended) return false;
    for (const { found } of links.get(path)?.extended ?? []) if (found !== undefined) met.add(found);
  }
  return false;
}

/** Whether what is extended is named by its package. */
function isOfPackage({ specifier }: NamedConfiguration): boolean {
  return !specifier.startsWith("/") && !isRelative(specifier);
}

/** Whether a path leads to nothing that is anybody's to commit: `./.nuxt/tsconfig.json` is made, and packages are installed. */
function isAbsent(packages: () => Packages, path: string, specifier: string): boolean {
  const target = specifier.startsWith("/") ? undefined : joined(folderOf(path), specifier);
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
  { specifier }: NamedConfiguration,
): ResolutionFlaw {
  const text = new TextDecoder().decode(contents.get(path));
  const key = kind === "missing-reference" ? '"references"' : '"extends"';
  const start = Math.max(0, text.indexOf(JSON.stringify(specifier), Math.max(0, text.indexOf(key))));
  return { path, kind, line: text.slice(0, start).split("\n").length, about: specifier };
}
