import type { LinkTarget } from "../language.ts";
import { nearestOf, type Placed } from "../nearest.ts";
import { folderOf } from "../paths.ts";
import type { ImportedName } from "./imports.ts";
import { type Declarations, declarationsOf, type SourceFile } from "./resolution/declarations.ts";
import { packageByCustom } from "./resolution/external-name.ts";
import { isInTests } from "./resolution/source-sets.ts";
import { namesBrought } from "./resolution/stars.ts";

export interface Resolver {
  /** Everything that the import may mean; more than one thing when several files have what it brings. */
  resolve(importer: SourceFile, imported: Pick<ImportedName, "name" | "kind">): readonly LinkTarget[];
}

/** What an import means, for an importer in some folder that is or is not one of tests. */
type Meaning = (folder: string, fromTests: boolean) => readonly LinkTarget[];

/** Resolves imports by what the files of the tree declare. Where a file lies decides only between equal names. */
export function resolverOver(sources: readonly SourceFile[]): Resolver {
  const declarations = declarationsOf(sources);
  const known = new Map<string, Meaning>();
  const meaning = (name: string, kind: ImportedName["kind"]) => {
    const key = `${kind} ${name}`;
    const found = known.get(key) ?? meaningOf(declarations, name, kind);
    known.set(key, found);
    return found;
  };
  const brought = namesBrought(declarations);
  return {
    resolve(importer, { name, kind }) {
      const folder = folderOf(importer.path);
      const fromTests = isInTests(importer.path);
      const names = kind === "star" ? brought(importer, name) : [];
      if (names.length === 0) return meaning(name, kind)(folder, fromTests);
      const targets = names.flatMap((one) => meaning(`${name}.${one}`, "name")(folder, fromTests));
      return [...new Map(targets.map((target) => [target.kind === "file" ? target.path : "", target])).values()];
    },
  };
}

function meaningOf(declarations: Declarations, name: string, kind: ImportedName["kind"]): Meaning {
  if (kind === "module") {
    const files = declarations.modules.get(name);
    return files === undefined ? always({ kind: "external", name }) : nearestTo(files, "file");
  }
  const whole = kind === "star" ? declarations.packages.get(name) : undefined;
  if (whole !== undefined) return nearestTo([...whole.folders], "folder");
  const files = filesDeclaring(declarations, name);
  return files === undefined ? meaningOfMissing(declarations, name, kind === "star") : nearestTo(files, "file");
}

/** Files with the name behind the longest package that has one; what is behind that name is inside of it. */
function filesDeclaring({ packages }: Declarations, name: string): readonly string[] | undefined {
  const dots = Array.from(name.matchAll(/\./g), ({ index }) => index);
  // What has no package can only be imported by its name alone.
  if (dots.length === 0) return packages.get("")?.names.get(name);
  for (const dot of dots.toReversed()) {
    const found = packages.get(name.slice(0, dot))?.names.get(name.slice(dot + 1).split(".", 1)[0] ?? "");
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A name that nobody declares: somebody else's, or generated into a package of the tree. */
function meaningOfMissing({ packages }: Declarations, name: string, star: boolean): Meaning {
  const parent = packageByCustom(name, star);
  const folders = parent === name && !star ? [] : [...(packages.get(parent)?.folders ?? [])];
  if (folders.length === 0) return always({ kind: "external", name: parent });
  const [path, ...others] = withoutTests(folders);
  if (path !== undefined && others.length === 0) return always({ kind: "folder", path });
  return always({ kind: "unresolved", specifier: star ? `${name}.*` : name });
}

function always(target: LinkTarget): Meaning {
  const targets = [target];
  return () => targets;
}

/** So many that are equally near are linked to. */
const maxNear = 20;

/**
 * Of files with one name, and of folders of a package, the nearest count, as only the build knows which others are seen.
 * What lies in tests counts only for tests, and there only where it is nearer than anything else.
 */
function nearestTo(paths: readonly string[], kind: "file" | "folder"): Meaning {
  const placed = (path: string): Placed => ({ folder: kind === "file" ? folderOf(path) : path, path });
  const all = nearestOf(paths.map(placed), maxNear);
  const outsideTests = nearestOf(withoutTests(paths).map(placed), maxNear);
  return (folder, fromTests) => {
    const near = fromTests ? withoutTests(all(folder)) : outsideTests(folder);
    return near.map((path) => ({ kind, path }));
  };
}

/** Paths outside of tests, or all where there are none: what is not a test does not see tests. */
function withoutTests(paths: readonly string[]): readonly string[] {
  const found = paths.filter((path) => !isInTests(`${path}/`));
  return found.length > 0 ? found : paths;
}
