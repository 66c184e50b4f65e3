import type { ImportedName } from "../python/imports.ts";
import type { ModuleNode, ModuleTable } from "./module-table.ts";

/**
 * What an imported name leads to. `module`: a file of the tree. `part`: the tree has the package but not what is
 * asked of it, so this is the nearest thing it has. `external`: a top-level name that the tree does not have.
 */
export type Resolution =
  | { readonly kind: "module" | "part"; readonly node: ModuleNode }
  | { readonly kind: "external"; readonly top: string }
  | { readonly kind: "too-deep" };

const tooDeep: Resolution = { kind: "too-deep" };

/**
 * An absolute dotted name is a module, else something inside its parent if that is a module. Relative imports start
 * from the importer's package, as in Python; those that leave the tree are too deep.
 */
export function resolveImport(table: ModuleTable, importer: ModuleNode, imported: ImportedName): Resolution {
  if (imported.level === 0) return resolveAbsolute(table, imported.module, imported.name);
  const start = importer.isBesideParent ? (importer.parent ?? importer) : importer;
  let base: ModuleNode | undefined = start;
  for (let up = start.isPackage ? 1 : 0; up < imported.level; up += 1) {
    base = base?.parent;
    if (base === undefined) return aboveTop(table, imported, up + 1);
  }
  const module = imported.module === "" ? base.name : `${base.name}.${imported.module}`;
  return resolveAbsolute(table, module, imported.name);
}

/** With an `__init__.py` at the top, the whole tree is one package and its top can be reached relatively. */
function aboveTop(table: ModuleTable, imported: ImportedName, reached: number): Resolution {
  const top = table.byName.get("__init__");
  if (top === undefined || reached !== imported.level) return tooDeep;
  const { module, name } = imported;
  const found = module === "" ? resolveAbsolute(table, name ?? "", undefined) : resolveAbsolute(table, module, name);
  return found.kind === "external" ? { kind: "part", node: top } : found;
}

function resolveAbsolute(table: ModuleTable, module: string, name: string | undefined): Resolution {
  const found = table.byName.get(module);
  if (found !== undefined) {
    const child = name === undefined ? undefined : found.children.get(name);
    if (child !== undefined && child.file !== -1) return { kind: "module", node: child };
    if (found.file !== -1) return { kind: "module", node: found };
    if (name !== undefined) return { kind: "part", node: child ?? found };
  }
  if (name === undefined) {
    const dot = module.lastIndexOf(".");
    const parent = dot === -1 ? undefined : table.byName.get(module.slice(0, dot));
    if (parent !== undefined && parent.file !== -1) return { kind: "module", node: parent };
  }
  const near = found ?? nearest(table, module);
  if (near !== undefined) return { kind: "part", node: near };
  return resolveBelowRoot(table, module, name);
}

/** The deepest package of the tree that the name lies in. */
function nearest(table: ModuleTable, name: string): ModuleNode | undefined {
  const dot = name.indexOf(".");
  // Most names that are not found belong to other people's packages, which the first part tells.
  if (dot !== -1 && !table.byName.has(name.slice(0, dot))) return undefined;
  for (let end = name.length; end !== -1; end = name.lastIndexOf(".", end - 1)) {
    const node = table.byName.get(name.slice(0, end));
    if (node !== undefined) return node;
    if (end === 0) return undefined;
  }
  return undefined;
}

/** `import src.app` where `src` is a source root: people who run from the top spell the root out. */
function resolveBelowRoot(table: ModuleTable, module: string, name: string | undefined): Resolution {
  for (const root of table.rootNames) {
    if (!module.startsWith(root)) continue;
    const rest = module === root ? name : module.slice(root.length + 1);
    const isBelow = module === root || module[root.length] === ".";
    if (!isBelow || rest === undefined || rest === "*" || nearest(table, rest) === undefined) continue;
    return resolveAbsolute(table, rest, module === root ? undefined : name);
  }
  const dot = module.indexOf(".");
  return { kind: "external", top: dot === -1 ? module : module.slice(0, dot) };
}
