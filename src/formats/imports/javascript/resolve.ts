import { folderOf, inside, joined } from "../paths.ts";
import type { ImportedModule } from "./imports.ts";
import { targetsOf } from "./resolution/conditions.ts";
import { externalName, subpathOf } from "./resolution/external-name.ts";
import { findInPackage, findMain } from "./resolution/package-files.ts";
import {
  findConfiguration,
  folderOfPackage,
  nearestManifest,
  type Packages,
  packagesIn,
} from "./resolution/packages.ts";
import { findBuilt, findFile, findIndex, isOutput } from "./resolution/tree-files.ts";
import { mappedPaths, type PathMapping, type PathMappings, pathMappings } from "./resolution/tsconfig.ts";

/** A path of the tree, a package or module of Node by name, or a specifier that leads nowhere. */
type Resolution =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "external"; readonly name: string }
  | { readonly kind: "unresolved" };

export interface Resolver {
  resolve(importer: string, imported: Pick<ImportedModule, "specifier" | "kind">): Resolution;
}

/**
 * Resolves imports as compilers and bundlers do, with nothing but the tree's paths and the bytes of its resolution
 * files. Never throws; what those files say wrongly is as if it were not said.
 */
export function resolverOver(paths: Iterable<string>, contents: ReadonlyMap<string, Uint8Array>): Resolver {
  const packages = packagesIn(paths, contents);
  const has = (path: string) => contents.has(path);
  const mappings = pathMappings(contents, (folder, name) => findConfiguration(packages, has, folder, name));
  const placeOf = placesOver();
  return {
    resolve(importer, { specifier, kind }) {
      const { folder, fromTypeScript, known } = placeOf(importer);
      const asked = { folder, specifier, fromTypeScript, kind: kind === "require" ? kind : ("import" as const) };
      const resolution = known[asked.kind].get(specifier) ?? resolveAnew({ ...packages, mappings }, asked);
      known[asked.kind].set(specifier, resolution);
      return resolution;
    },
  };
}

/** Files that resolve a specifier alike: those of one folder, as far as they are of TypeScript or not. */
interface ImporterPlace {
  readonly folder: string;
  readonly fromTypeScript: boolean;
  /** By specifier. */
  readonly known: Readonly<Record<"import" | "require", Map<string, Resolution>>>;
}

/** Imports come file by file, so that the place is looked up once for all of a file. */
function placesOver(): (importer: string) => ImporterPlace {
  const places = new Map<string, ImporterPlace>();
  let latest: { readonly importer: string; readonly place: ImporterPlace } | undefined;
  return (importer) => {
    if (latest?.importer === importer) return latest.place;
    const folder = folderOf(importer);
    const fromTypeScript = /\.([cm]?ts|tsx|vue|svelte|astro)$/.test(importer);
    const key = `${folder}\0${fromTypeScript ? "t" : "j"}`;
    const known = { import: new Map<string, Resolution>(), require: new Map<string, Resolution>() };
    const place = places.get(key) ?? { folder, fromTypeScript, known };
    places.set(key, place);
    latest = { importer, place };
    return place;
  };
}

interface Surroundings extends Packages {
  readonly mappings: PathMappings;
}

interface Asked {
  readonly folder: string;
  readonly specifier: string;
  readonly fromTypeScript: boolean;
  readonly kind: "import" | "require";
}

const unresolved: Resolution = { kind: "unresolved" };

function resolveAnew(around: Surroundings, asked: Asked): Resolution {
  // Bundlers let loaders be named in front of a file, and options behind it.
  const specifier = asked.specifier.slice(asked.specifier.lastIndexOf("!") + 1);
  const plain = specifier.startsWith("#") ? specifier : (specifier.split(/[?]/, 1)[0] ?? "");
  if (plain === "" || plain.startsWith("/")) return unresolved;
  if (/^\.{1,2}(\/|$)/.test(plain)) {
    const path = joined(asked.folder, plain);
    const onlyFolder = /(^|\/)\.{0,2}$/.test(plain);
    const found =
      path === undefined ? undefined : (findModule(around, path, asked, onlyFolder) ?? findOutput(around, path));
    return found === undefined ? unresolved : { kind: "file", path: found };
  }
  const found = findMapped(around, asked, plain) ?? findPackage(around, asked, plain);
  if (found !== undefined) return { kind: "file", path: found };
  const name = externalName(plain);
  return name === undefined ? unresolved : { kind: "external", name };
}

/** A file, or the folder of that name with its manifest or index. */
function findModule(around: Packages, path: string, asked: Asked, onlyFolder = false): string | undefined {
  const { tree, manifests } = around;
  const file = onlyFolder ? undefined : findFile(tree, path, asked.fromTypeScript);
  if (file !== undefined) return file;
  if (!tree.folders.has(path)) return undefined;
  const manifest = manifests.of(path);
  return manifest === undefined ? findIndex(tree, path) : findMain(tree, path, manifest);
}

/** Tests often import what the build makes of the sources. */
function findOutput({ tree, manifests }: Packages, path: string): string | undefined {
  const folder = nearestManifest(manifests, path)?.folder;
  if (folder === undefined || !isOutput(folder, path)) return undefined;
  return findBuilt(tree, folder, path) ?? findBuilt(tree, folder, inside(path, "index.js"));
}

function findMapped(around: Surroundings, asked: Asked, specifier: string): string | undefined {
  for (const mapping of around.mappings.nearest(asked.folder)) {
    const found = findMappedBy(mapping, around, asked, specifier);
    if (found !== undefined) return found;
  }
  return undefined;
}

function findMappedBy(mapping: PathMapping, around: Packages, asked: Asked, specifier: string): string | undefined {
  for (const path of mappedPaths(mapping, specifier)) {
    const found = findModule(around, path, asked) ?? findBuilt(around.tree, mapping.pathsBase, path);
    if (found !== undefined) return found;
  }
  const path = mapping.baseUrl === undefined ? undefined : joined(mapping.baseUrl, specifier);
  return path === undefined || specifier.startsWith("#") ? undefined : findModule(around, path, asked);
}

/** Something in a package of the tree: through `imports`, by its own name, as a workspace, or as a linked folder. */
function findPackage(around: Packages, asked: Asked, specifier: string): string | undefined {
  if (specifier.startsWith("#")) return findInternal(around, asked, specifier);
  const name = externalName(specifier);
  if (name === undefined || name.includes(":")) return undefined;
  const folder = folderOfPackage(around, asked.folder, name);
  if (folder === undefined) return undefined;
  const manifest = around.manifests.of(folder);
  if (manifest === undefined) return findModule(around, inside(folder, subpathOf(specifier, name)), asked);
  return findInPackage(around.tree, folder, manifest, subpathOf(specifier, name), asked.kind);
}

function findInternal(around: Packages, asked: Asked, specifier: string): string | undefined {
  const owner = nearestManifest(around.manifests, asked.folder);
  if (owner === undefined) return undefined;
  for (const target of targetsOf(owner.manifest.imports, specifier, asked.kind)) {
    if (!target.startsWith(".")) {
      const found = target.startsWith("#") ? undefined : findPackage(around, asked, target);
      if (found !== undefined) return found;
      continue;
    }
    const path = joined(owner.folder, target);
    const found =
      path === undefined
        ? undefined
        : (findFile(around.tree, path, true) ?? findBuilt(around.tree, owner.folder, path));
    if (found !== undefined) return found;
  }
  return undefined;
}
