import { foldersUp, inside, joined } from "../../paths.ts";
import { externalName, subpathOf } from "./external-name.ts";
import { type Manifest, type Manifests, manifestsOf } from "./manifest.ts";
import { type TreeFiles, treeFiles } from "./tree-files.ts";
import { type Workspaces, workspacesOf } from "./workspaces.ts";

/** A tree with the packages that it has. */
export interface Packages {
  readonly tree: TreeFiles;
  readonly manifests: Manifests;
  readonly workspaces: Workspaces;
}

export function packagesIn(paths: Iterable<string>, contents: ReadonlyMap<string, Uint8Array>): Packages {
  const manifests = manifestsOf(contents);
  return { tree: treeFiles(paths), manifests, workspaces: workspacesOf(manifests, contents) };
}

export function nearestManifest(
  manifests: Manifests,
  folder: string,
): { readonly folder: string; readonly manifest: Manifest } | undefined {
  for (const above of foldersUp(folder)) {
    const manifest = manifests.of(above);
    if (manifest !== undefined) return { folder: above, manifest };
  }
  return undefined;
}

/** The folder of the package that somebody in a folder means by a name; undefined when the tree has none. */
export function folderOfPackage(
  { manifests, workspaces, tree }: Packages,
  from: string,
  name: string,
): string | undefined {
  for (const above of foldersUp(from)) {
    const manifest = manifests.of(above);
    if (manifest?.name === name) return above;
    const linked = manifest === undefined ? undefined : linkedFolder(manifest, above, name);
    if (linked !== undefined && tree.folders.has(linked)) return linked;
    const workspace = workspaces.get(above)?.get(name);
    if (workspace !== undefined) return workspace;
  }
  return undefined;
}

/** `"name": "file:../folder"` of a manifest. */
function linkedFolder(manifest: Manifest, folder: string, name: string): string | undefined {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = manifest;
  for (const group of [dependencies, devDependencies, optionalDependencies, peerDependencies]) {
    const range = group !== undefined && Object.hasOwn(group, name) ? group[name] : undefined;
    const path = /^(?:file|link|portal):(.+)$/.exec(range ?? "")?.[1];
    if (path !== undefined && !path.startsWith("/")) return joined(folder, path);
  }
  return undefined;
}

/** The configuration of TypeScript that is extended by the name of a package of the tree. */
export function findConfiguration(
  packages: Packages,
  has: (path: string) => boolean,
  from: string,
  specifier: string,
): string | undefined {
  const name = externalName(specifier);
  const folder = name === undefined ? undefined : folderOfPackage(packages, from, name);
  if (name === undefined || folder === undefined) return undefined;
  const path = inside(folder, subpathOf(specifier, name) || "tsconfig.json");
  return [path, `${path}.json`, inside(path, "tsconfig.json")].find(has);
}
