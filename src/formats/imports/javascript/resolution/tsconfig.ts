import { z } from "zod";
import { folderOf, foldersUp, inside, joined } from "../../paths.ts";
import { bestPattern } from "./conditions.ts";
import { readJson } from "./documents.ts";

const Configuration = z.object({
  extends: z
    .union([z.string().transform((one) => [one]), z.array(z.string())])
    .optional()
    .catch(undefined),
  compilerOptions: z
    .object({
      baseUrl: z.string().optional().catch(undefined),
      paths: z.record(z.string(), z.array(z.string())).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** How a `tsconfig.json`, with all it extends, maps names to paths. */
export interface PathMapping {
  /** Folder that names are looked up in; undefined when there is none. */
  readonly baseUrl: string | undefined;
  readonly paths: Readonly<Record<string, readonly string[]>>;
  /** Folder that targets of `paths` start from. */
  readonly pathsBase: string;
}

export interface PathMappings {
  /** What the nearest `tsconfig.json` or `jsconfig.json` at or above a folder says. */
  nearest(folder: string): PathMapping | undefined;
}

/** Finds a configuration that is extended by the name of a package; undefined when the tree has none. */
export type FindPackageFile = (folder: string, specifier: string) => string | undefined;

type Configuration = z.infer<typeof Configuration>;

/** Each configuration is parsed once. */
interface Configurations {
  has(path: string): boolean;
  read(path: string): Configuration | undefined;
  readonly findPackageFile: FindPackageFile;
}

export function pathMappings(
  contents: ReadonlyMap<string, Uint8Array>,
  findPackageFile: FindPackageFile,
): PathMappings {
  const parsed = remembered((path: string) => readJson(contents.get(path), Configuration, true));
  const configurations = { has: (path: string) => contents.has(path), read: parsed, findPackageFile };
  const mappingOf = remembered((path: string) => readMapping(configurations, path));
  const nearest = remembered((folder: string) => {
    const path = nearestConfiguration(configurations, folder);
    return path === undefined ? undefined : mappingOf(path);
  });
  return { nearest };
}

function remembered<T>(find: (key: string) => T): (key: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (key) => {
    const entry = known.get(key) ?? { value: find(key) };
    known.set(key, entry);
    return entry.value;
  };
}

function nearestConfiguration(configurations: Configurations, folder: string): string | undefined {
  for (const above of foldersUp(folder)) {
    const paths = [inside(above, "tsconfig.json"), inside(above, "jsconfig.json")];
    const found = paths.find((path) => configurations.has(path));
    if (found !== undefined) return found;
  }
  return undefined;
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

/** No chain that people write is longer; a circle would be. */
const maxExtended = 30;

/** A configuration and all it extends, the one that counts most last. */
function inOrder(configurations: Configurations, path: string): readonly string[] {
  const order: string[] = [];
  const open = [path];
  // The configuration before what it extends, of several the last first; then all backwards.
  for (let one = open.pop(); one !== undefined && order.length < maxExtended; one = open.pop()) {
    order.push(one);
    for (const extended of configurations.read(one)?.extends ?? []) {
      const found = findExtended(configurations, folderOf(one), extended);
      if (found !== undefined && open.length < maxExtended) open.push(found);
    }
  }
  return order.toReversed();
}

function findExtended(configurations: Configurations, folder: string, extended: string): string | undefined {
  if (!/^\.{1,2}(\/|$)/.test(extended)) return configurations.findPackageFile(folder, extended);
  const path = joined(folder, extended);
  if (path === undefined) return undefined;
  const candidates = [path, `${path}.json`, inside(path, "tsconfig.json")];
  return candidates.find((candidate) => configurations.has(candidate));
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
