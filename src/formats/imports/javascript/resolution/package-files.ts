import { inside, joined } from "../../paths.ts";
import { targetsOf } from "./conditions.ts";
import type { Manifest } from "./manifest.ts";
import { findBuilt, findFile, findIndex, type TreeFiles } from "./tree-files.ts";

/**
 * The file that an import of a package of the tree means; `subpath` is empty for the package itself. Where nothing is
 * found, since what is published is built elsewhere, the package's manifest stands for it: that it is imported is
 * certain all the same.
 */
export function findInPackage(
  tree: TreeFiles,
  folder: string,
  manifest: Manifest,
  subpath: string,
  kind: "import" | "require",
): string {
  return (
    findExported(tree, folder, manifest, subpath, kind) ??
    (subpath === "" ? findMain(tree, folder, manifest) : undefined) ??
    findGuessed(tree, folder, subpath) ??
    inside(folder, "package.json")
  );
}

function findExported(
  tree: TreeFiles,
  folder: string,
  { exports: field }: Manifest,
  subpath: string,
  kind: "import" | "require",
): string | undefined {
  for (const target of targetsOf(field, subpath === "" ? "." : `./${subpath}`, kind)) {
    const path = target.startsWith("./") ? within(folder, target) : undefined;
    const found = path === undefined ? undefined : findBuilt(tree, folder, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The file that a folder with a manifest stands for; undefined when the manifest names none that is there. */
export function findMain(tree: TreeFiles, folder: string, manifest: Manifest): string | undefined {
  const { source, module, main, types, typings } = manifest;
  for (const field of [source, module, main, types, typings]) {
    const path = field === undefined ? undefined : within(folder, field);
    if (path === undefined) continue;
    const found = findFile(tree, path, true) ?? findIndex(tree, path) ?? findBuilt(tree, folder, path);
    if (found !== undefined) return found;
  }
  return findIndex(tree, folder);
}

const usualFolders = ["src", "", "lib", "source"];

function findGuessed(tree: TreeFiles, folder: string, subpath: string): string | undefined {
  for (const usual of usualFolders) {
    const path = joined(inside(folder, usual), subpath);
    if (path === undefined || !isWithin(folder, path)) return undefined;
    const found = (subpath === "" ? undefined : findFile(tree, path, true)) ?? findIndex(tree, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

function within(folder: string, relative: string): string | undefined {
  const path = joined(folder, relative);
  return path !== undefined && isWithin(folder, path) ? path : undefined;
}

/** A manifest speaks of its own package only. */
function isWithin(folder: string, path: string): boolean {
  return folder === "" || path === folder || path.startsWith(`${folder}/`);
}
