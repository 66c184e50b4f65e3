import type { LinkTarget } from "../language.ts";
import { folderOf, inside, joined } from "../paths.ts";
import { externalName } from "./resolution/external-name.ts";
import { type Modules, modulesOf } from "./resolution/modules.ts";
import { isInVendor, isTest } from "./resolution/sources.ts";

export interface Resolver {
  /** What the import means: a folder, or every file of the package at the top of the tree, which has no name. */
  resolve(importer: string, specifier: string): readonly LinkTarget[];
}

/**
 * Resolves import paths as the go tool does in the modules of the tree, with nothing but the tree's paths and the bytes
 * of each `go.mod` and `go.work`. Never throws; what those files say wrongly is as if it were not said.
 */
export function resolverOver(paths: Iterable<string>, contents: ReadonlyMap<string, Uint8Array>): Resolver {
  const modules = modulesOf(contents);
  const packages = packagesIn(paths);
  const owners = new Map<string, string | undefined>();
  const known = new Map<string, readonly LinkTarget[]>();
  const answer = (target: LinkTarget): readonly LinkTarget[] =>
    target.kind === "folder" && target.path === "" ? (packages.get("") ?? []) : [target];
  return {
    resolve(importer, specifier) {
      const folder = folderOf(importer);
      if (/^\.{1,2}(\/|$)/.test(specifier)) return answer(relativeTarget(packages, folder, specifier));
      if (!owners.has(folder)) owners.set(folder, modules.owner(folder));
      const from = owners.get(folder);
      const key = `${from ?? "\0"}\n${specifier}`;
      const targets = known.get(key) ?? answer(targetOf({ modules, packages }, from, specifier));
      known.set(key, targets);
      return targets;
    },
  };
}

/** Folders that can be imported, with their files: those with a source that is no test. */
type Packages = ReadonlyMap<string, readonly LinkTarget[]>;

function packagesIn(paths: Iterable<string>): Packages {
  const packages = new Map<string, LinkTarget[]>();
  for (const path of paths) {
    if (!path.endsWith(".go") || isTest(path) || isInVendor(path)) continue;
    const files = packages.get(folderOf(path)) ?? [];
    files.push({ kind: "file", path });
    packages.set(folderOf(path), files);
  }
  return packages;
}

/** Paths that begin with a dot were usual before there were modules. */
function relativeTarget(packages: Packages, folder: string, specifier: string): LinkTarget {
  const path = joined(folder, specifier);
  return path !== undefined && packages.has(path) ? { kind: "folder", path } : { kind: "unresolved", specifier };
}

interface Surroundings {
  readonly modules: Modules;
  readonly packages: Packages;
}

/** So many slashes has no path that people write. */
const maxSlashes = 100;

function targetOf(around: Surroundings, from: string | undefined, specifier: string): LinkTarget {
  if (specifier.startsWith("/") || specifier.split("/", maxSlashes + 2).length > maxSlashes + 1) {
    return { kind: "unresolved", specifier };
  }
  const { modules } = around;
  let inTree = false;
  // The longest module path that has the package wins.
  for (let path = specifier; path !== ""; path = path.slice(0, Math.max(0, path.lastIndexOf("/")))) {
    const module = modules.find(from, path);
    if (module === undefined) continue;
    inTree = true;
    const found = findPackage(around, module, specifier.slice(path.length + 1));
    if (found !== undefined) return { kind: "folder", path: found };
  }
  const found = findInLibrary(around, from, specifier);
  if (found !== undefined) return { kind: "folder", path: found };
  if (inTree) return { kind: "unresolved", specifier };
  return { kind: "external", name: externalName(specifier, from === undefined ? new Set() : modules.required(from)) };
}

/** A folder below a module's, unless another module begins on the way there. */
function findPackage({ modules, packages }: Surroundings, module: string, rest: string): string | undefined {
  const folder = inside(module, rest);
  return packages.has(folder) && (modules.owner(folder) ?? module) === module ? folder : undefined;
}

/** In the tree of Go itself, packages of the standard library are in the module `std` and do not name it. */
function findInLibrary(around: Surroundings, from: string | undefined, specifier: string): string | undefined {
  const { modules } = around;
  if (from === undefined || !["std", "cmd"].some((name) => modules.isCalled(from, name))) return undefined;
  const library = modules.find(from, "std");
  return library === undefined ? undefined : findPackage(around, library, specifier);
}
