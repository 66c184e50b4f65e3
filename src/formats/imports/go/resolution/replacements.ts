import { foldersUp, joined } from "../../paths.ts";
import type { Directives } from "./directives.ts";

/** Which folders module paths stand for. */
export type Replacements = ReadonlyMap<string, string>;

interface Workspace {
  /** Folders of the modules that it uses. */
  readonly members: ReadonlySet<string>;
  readonly replacements: Replacements;
}

/**
 * What stands for folders in the builds of a module, which is named by its folder. A workspace that uses the module
 * brings the modules it uses, their replacements, and its own, which count most.
 */
export function replacementsOver(
  modules: ReadonlyMap<string, Directives>,
  workspaces: ReadonlyMap<string, Directives>,
): (folder: string) => Replacements {
  const read = new Map([...workspaces].map(([place, one]) => [place, readWorkspace(place, one, modules)] as const));
  const known = new Map<string, Replacements>();
  return (folder) => {
    const found = known.get(folder) ?? replacementsFor(folder, modules.get(folder), read);
    known.set(folder, found);
    return found;
  };
}

function replacementsFor(
  folder: string,
  directives: Directives | undefined,
  workspaces: ReadonlyMap<string, Workspace>,
): Replacements {
  for (const above of foldersUp(folder)) {
    const workspace = workspaces.get(above);
    // Only the nearest workspace counts, and a module that it does not use is built as if there were none.
    if (workspace?.members.has(folder) === true) return workspace.replacements;
    if (workspace !== undefined) break;
  }
  return directives === undefined ? new Map() : placed(folder, directives);
}

function readWorkspace(place: string, workspace: Directives, modules: ReadonlyMap<string, Directives>): Workspace {
  const members = new Set<string>();
  const replacements = new Map<string, string>();
  const paths = new Map<string, string>();
  for (const path of workspace.used) {
    const folder = joined(place, path);
    const directives = folder === undefined ? undefined : modules.get(folder);
    if (folder === undefined || directives === undefined) continue;
    members.add(folder);
    if (directives.module !== undefined) paths.set(directives.module, folder);
    for (const [replaced, target] of placed(folder, directives)) replacements.set(replaced, target);
  }
  for (const [path, target] of [...paths, ...placed(place, workspace)]) replacements.set(path, target);
  return { members, replacements };
}

function placed(folder: string, { replaced }: Directives): Replacements {
  const found = new Map<string, string>();
  for (const replacement of replaced) {
    const path = joined(folder, replacement.folder);
    if (path !== undefined) found.set(replacement.module, path);
  }
  return found;
}
