/** The first `depth` parts of a dotted name. */
export function ancestorOf(name: string, depth: number): string {
  let end = -1;
  for (let part = 0; part < depth; part += 1) {
    end = name.indexOf(".", end + 1);
    if (end === -1) return name;
  }
  return name.slice(0, end);
}

/** The top-level package. */
export function laneOf(name: string): string {
  return ancestorOf(name, 1);
}

export function depthOf(name: string): number {
  return name.split(".").length;
}

/** Whether the module is this package or inside it. */
export function isInside(name: string, packageName: string): boolean {
  return name === packageName || (name.startsWith(packageName) && name[packageName.length] === ".");
}

/** Every name that a module or package of these has. */
export function knownNames(modules: readonly { readonly name: string }[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name } of modules) {
    for (let end = name.length; end > 0 && !names.has(name.slice(0, end)); end = name.lastIndexOf(".", end - 1)) {
      names.add(name.slice(0, end));
    }
  }
  return names;
}
