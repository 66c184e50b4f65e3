import { folderOf } from "../../paths.ts";
import type { JvmImports } from "../imports.ts";

/** A package of the tree, as the files in it declare it, wherever they lie. */
interface Package {
  /** Files by the names that can be imported out of them. */
  readonly names: Map<string, string[]>;
  readonly folders: Set<string>;
}

/** What the files of the tree declare. */
export interface Declarations {
  /** By their names; that of one is empty. */
  readonly packages: ReadonlyMap<string, Package>;
  /** Files that declare a module, by its name. */
  readonly modules: ReadonlyMap<string, readonly string[]>;
}

export interface SourceFile {
  readonly path: string;
  readonly imports: JvmImports;
}

export function declarationsOf(sources: readonly SourceFile[]): Declarations {
  const packages = new Map<string, Package>();
  const modules = new Map<string, string[]>();
  for (const { path, imports } of sources) {
    if (imports.moduleName !== "") addTo(modules, imports.moduleName, path);
    // Nobody can import anything out of a script.
    if (path.endsWith(".kts")) continue;
    const own = packages.get(imports.packageName) ?? { names: new Map(), folders: new Set() };
    packages.set(imports.packageName, own);
    own.folders.add(folderOf(path));
    for (const name of namesOf(path, imports.declared)) addTo(own.names, name, path);
  }
  return { packages, modules };
}

function addTo(files: Map<string, string[]>, name: string, path: string): void {
  const known = files.get(name);
  if (known === undefined) files.set(name, [path]);
  else if (known.at(-1) !== path) known.push(path);
}

/** A type of Java that others may see is called like its file. Functions of Kotlin are in a class `<File>Kt` for Java. */
function namesOf(path: string, declared: readonly string[]): readonly string[] {
  const stem = path.slice(path.lastIndexOf("/") + 1, path.lastIndexOf("."));
  if (path.endsWith(".java")) return [stem];
  const plain = stem.replace(/[^\p{L}\p{N}_$]/gu, "_").replace(/^(?=\d)/, "_");
  return [...declared, `${plain.charAt(0).toUpperCase()}${plain.slice(1)}Kt`];
}
