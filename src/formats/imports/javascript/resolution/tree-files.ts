import { folderOf, inside } from "../../paths.ts";

/** Files and folders of a tree, to be asked by path. */
export interface TreeFiles {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

export function treeFiles(paths: Iterable<string>): TreeFiles {
  const files = new Set(paths);
  const folders = new Set([""]);
  for (const path of files) {
    for (let folder = folderOf(path); !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
  }
  return { files, folders };
}

/** What an import may leave out. Declarations come after programs, because only programs import anything at run time. */
const extensions = ".ts .tsx .mts .cts .js .jsx .mjs .cjs .d.ts .d.mts .d.cts .json .vue .svelte".split(" ");

/** Which sources may stand in the place of a program that is made of them, `./a.js` being written for `./a.ts`. */
const sourcesOf: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx"],
  ".jsx": [".tsx", ".ts"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
};
const declarationsOf: Readonly<Record<string, string>> = { ".js": ".d.ts", ".mjs": ".d.mts", ".cjs": ".d.cts" };

/**
 * The file that an import of this path means: itself, its source or declaration, the path with an extension. A file
 * of TypeScript takes the source where both are there, as its compiler does; others take what is written.
 */
export function findFile({ files }: TreeFiles, path: string, fromTypeScript: boolean): string | undefined {
  const exact = files.has(path);
  if (exact && !fromTypeScript) return path;
  const dot = path.lastIndexOf(".");
  const extension = dot > path.lastIndexOf("/") ? path.slice(dot) : "";
  const stem = extension === "" ? path : path.slice(0, dot);
  const source = sourcesOf[extension]?.find((candidate) => files.has(stem + candidate));
  if (source !== undefined) return stem + source;
  if (exact) return path;
  const declaration = declarationsOf[extension];
  if (declaration !== undefined && files.has(stem + declaration)) return stem + declaration;
  const added = extensions.find((candidate) => files.has(path + candidate));
  return added === undefined ? undefined : path + added;
}

/** The index of a folder. */
export function findIndex(tree: TreeFiles, folder: string): string | undefined {
  if (!tree.folders.has(folder)) return undefined;
  const stem = inside(folder, "index");
  const extension = extensions.find((candidate) => tree.files.has(stem + candidate));
  return extension === undefined ? undefined : stem + extension;
}

/** Names of folders that builds write to and nobody commits. */
const outputs: ReadonlySet<string> = new Set(
  "build cjs commonjs dist dist-cjs dist-esm dist-types es esm lib module out types umd".split(" "),
);
const sourceFolders = ["src", "source", "lib", ""];

/** Whether a path of a package lies where builds write to. */
export function isOutput(folder: string, path: string): boolean {
  const rest = folder === "" ? path : path.slice(folder.length + 1);
  return outputs.has(rest.split("/", 1)[0] ?? "") || outputs.has(rest);
}

/**
 * A file of a package, or the source that it is built from: `dist/esm/a.js` from `src/a.ts`. What is built is seldom in
 * the tree, and a package's manifest names nothing else.
 */
export function findBuilt(tree: TreeFiles, folder: string, path: string): string | undefined {
  if (tree.files.has(path)) return path;
  const parts = path.slice(folder === "" ? 0 : folder.length + 1).split("/");
  let first = 0;
  while (first < parts.length - 1 && outputs.has(parts[first] ?? "")) first += 1;
  const rest = parts
    .slice(first)
    .join("/")
    .replace(/\.d\.([cm]?)ts$/, ".$1js");
  const places = sourceFolders.map((source) => inside(folder, inside(source, rest)));
  for (const place of places) {
    const found = findFile(tree, place, true) ?? findFile(tree, place.replace(/\.[cm]js$/, ".js"), true);
    if (found !== undefined) return found;
  }
  return undefined;
}
