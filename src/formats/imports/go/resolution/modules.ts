import { nearestOf, type Placed } from "../../nearest.ts";
import { folderOf, foldersUp, inside } from "../../paths.ts";
import { type Directives, readDirectives } from "./directives.ts";
import { replacementsOver } from "./replacements.ts";

/** Modules of a tree. Each is named by the folder of its `go.mod`. */
export interface Modules {
  /** The module that a folder belongs to; undefined when there is none. */
  owner(folder: string): string | undefined;
  /** Whether imports of this module begin with the path. */
  isCalled(module: string, path: string): boolean;
  /** What the module asks other people for. */
  required(module: string): ReadonlySet<string>;
  /** The folder that a module path means to somebody in a module: its own, a replacement, or the nearest. */
  find(from: string | undefined, path: string): string | undefined;
}

export function modulesOf(contents: ReadonlyMap<string, Uint8Array>): Modules {
  const modules = new Map<string, Directives>();
  const workspaces = new Map<string, Directives>();
  for (const [path, bytes] of contents) {
    const folder = folderOf(path);
    if (path === inside(folder, "go.mod")) modules.set(folder, readDirectives(bytes));
    if (path === inside(folder, "go.work")) workspaces.set(folder, readDirectives(bytes));
  }
  const nearest = nearestByPath(modules);
  const replacementsFor = replacementsOver(modules, workspaces);
  const isCalled = (module: string, path: string) => modules.get(module)?.module === path;
  const required = new Map([...modules].map(([folder, directives]) => [folder, new Set(directives.required)] as const));
  return {
    owner: (folder) => [...foldersUp(folder)].find((above) => modules.has(above)),
    isCalled,
    required: (module) => required.get(module) ?? new Set(),
    find(from, path) {
      if (from === undefined) return nearest(path, "");
      return isCalled(from, path) ? from : (replacementsFor(from).get(path) ?? nearest(path, from));
    },
  };
}

/** Copies of a module have one path. Of several, the nearest is meant: the one with the most folders above in common. */
function nearestByPath(modules: ReadonlyMap<string, Directives>): (path: string, from: string) => string | undefined {
  const folders = new Map<string, Placed[]>();
  for (const [folder, { module: path }] of modules) {
    if (path === undefined) continue;
    const copies = folders.get(path) ?? [];
    copies.push({ folder, path: folder });
    folders.set(path, copies);
  }
  const nearest = new Map([...folders].map(([path, all]) => [path, nearestOf(all, 1)] as const));
  return (path, from) => nearest.get(path)?.(from)[0];
}
