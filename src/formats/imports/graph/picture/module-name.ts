/** What stands between the parts of a name: modules of Python have dots, files and folders have slashes. */
export type Separator = "." | "/";

/** The first `depth` parts of a name. */
export function ancestorOf(name: string, depth: number, separator: Separator): string {
  let end = -1;
  for (let part = 0; part < depth; part += 1) {
    end = name.indexOf(separator, end + 1);
    if (end === -1) return name;
  }
  return name.slice(0, end);
}

/** The top-level package or folder. */
export function laneOf(name: string, separator: Separator): string {
  return ancestorOf(name, 1, separator);
}

export function depthOf(name: string, separator: Separator): number {
  return name.split(separator).length;
}

/** Whether the module is this package or inside it. */
export function isInside(name: string, packageName: string, separator: Separator): boolean {
  return name === packageName || (name.startsWith(packageName) && name[packageName.length] === separator);
}

/** Every name that a module or package of these has. */
export function knownNames(modules: readonly { readonly name: string }[], separator: Separator): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name } of modules) {
    for (let end = name.length; end > 0 && !names.has(name.slice(0, end)); end = name.lastIndexOf(separator, end - 1)) {
      names.add(name.slice(0, end));
    }
  }
  return names;
}
