import { folderOf, foldersUp, inside, joined } from "../../paths.ts";
import { bestPattern } from "./conditions.ts";
import {
  type Configurations,
  configurationsOver,
  extendedBy,
  type FindPackageFile,
  maxExtended,
  maxReferenced,
  referencedBy,
  remembered,
} from "./configurations.ts";

/** How a `tsconfig.json`, with all it extends, maps names to paths. */
export interface PathMapping {
  /** Folder that names are looked up in; undefined when there is none. */
  readonly baseUrl: string | undefined;
  readonly paths: Readonly<Record<string, readonly string[]>>;
  /** Folder that targets of `paths` start from. */
  readonly pathsBase: string;
}

export interface PathMappings {
  /**
   * What the nearest `tsconfig.json` or `jsconfig.json` at or above a folder says, and then what those say that it
   * references: it often leaves everything to them.
   */
  nearest(folder: string): readonly PathMapping[];
}

export function pathMappings(
  contents: ReadonlyMap<string, Uint8Array>,
  findPackageFile: FindPackageFile,
): PathMappings {
  const configurations = configurationsOver(contents, (path) => contents.has(path), findPackageFile);
  const mappingOf = remembered((path: string) => readMapping(configurations, path));
  const mappingsOf = remembered((path: string) => withReferenced(configurations, path).map(mappingOf));
  const nearest = remembered((folder: string) => {
    const path = nearestConfiguration(configurations, folder);
    return path === undefined ? [] : mappingsOf(path);
  });
  return { nearest };
}

function nearestConfiguration(configurations: Configurations, folder: string): string | undefined {
  for (const above of foldersUp(folder)) {
    const paths = [inside(above, "tsconfig.json"), inside(above, "jsconfig.json")];
    const found = paths.find((path) => configurations.has(path));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A configuration and all that it references, be it through others: the nearest first, each once. */
function withReferenced(configurations: Configurations, path: string): readonly string[] {
  const met = new Set([path]);
  for (const one of met) {
    for (const { found } of referencedBy(configurations, one)) {
      if (met.size > maxReferenced) return [...met];
      if (found !== undefined) met.add(found);
    }
  }
  return [...met];
}

/** What is extended counts unless the configuration, or one named later in the same list, says otherwise. */
function readMapping(configurations: Configurations, path: string): PathMapping {
  const root = folderOf(path);
  let baseUrl: string | undefined;
  let paths: PathMapping["paths"] = {};
  let pathsBase = root;
  for (const one of inOrder(configurations, path)) {
    const options = configurations.read(one)?.compilerOptions;
    const folder = folderOf(one);
    if (options?.baseUrl !== undefined) baseUrl = placed(root, folder, options.baseUrl);
    if (options?.paths === undefined) continue;
    pathsBase = folder;
    paths = fromTop(options.paths, root);
  }
  return { baseUrl, paths, pathsBase: baseUrl ?? pathsBase };
}

/** So many patterns, and targets of each, are looked at. */
const maxPatterns = 2_000;
const maxTargets = 50;
const configDir = /^\$\{configDir\}/;

/** Lets paths from the folder of the configuration that extends all others begin with a slash. */
function fromTop(paths: PathMapping["paths"], root: string): PathMapping["paths"] {
  const entries = Object.entries(paths).slice(0, maxPatterns);
  const place = (target: string) => target.replace(configDir, () => `/${root}`);
  return Object.fromEntries(entries.map(([pattern, targets]) => [pattern, targets.slice(0, maxTargets).map(place)]));
}

function placed(root: string, folder: string, path: string): string | undefined {
  return configDir.test(path) ? joined(root, path.replace(configDir, "")) : joined(folder, path);
}

/** A configuration and all it extends, the one that counts most last. */
function inOrder(configurations: Configurations, path: string): readonly string[] {
  const order: string[] = [];
  const open = [path];
  // The configuration before what it extends, of several the last first; then all backwards.
  for (let one = open.pop(); one !== undefined && order.length < maxExtended; one = open.pop()) {
    order.push(one);
    for (const { found } of extendedBy(configurations, one)) {
      if (found !== undefined && open.length < maxExtended) open.push(found);
    }
  }
  return order.toReversed();
}

/** Where `paths` says that a name may be found, the best first. */
export function mappedPaths({ paths, pathsBase }: PathMapping, specifier: string): readonly string[] {
  const exact = Object.hasOwn(paths, specifier) ? { pattern: specifier, matched: "" } : undefined;
  const best = exact ?? bestPattern(Object.keys(paths), specifier);
  if (best === undefined) return [];
  const targets = paths[best.pattern] ?? [];
  return targets.flatMap((target) => {
    const text = target.replace("*", () => best.matched);
    return (text.startsWith("/") ? joined("", text) : joined(pathsBase, text)) ?? [];
  });
}
