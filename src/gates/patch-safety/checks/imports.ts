import type { ImportFact } from "../facts.ts";

/** Whether an import is of this module; with `below`, of what lies below it, too. Both languages' ways to name one. */
export function isOf(module: string, wanted: string, below: boolean): boolean {
  if (module === wanted) return true;
  return below && (module.startsWith(`${wanted}.`) || module.startsWith(`${wanted}/`));
}

/** The names that an import may go by: `from a import b` is of `a`, and of `a.b` when that is a module. */
export function modulesOf({ module, name }: ImportFact): readonly string[] {
  if (name === undefined || name === "*") return [module];
  return [module, module.endsWith(".") || module === "" ? `${module}${name}` : `${module}.${name}`];
}

/** What a relative import means in the file at this path; any other stays as it is. Undefined beyond the top. */
export function absoluteModule(path: string, module: string): string | undefined {
  const folders = path.split("/").slice(0, -1);
  if (/^\.{1,2}(?:\/|$)/.test(module)) return absolutePath(folders, module);
  const level = /^\.+/.exec(module)?.[0].length ?? 0;
  if (level === 0) return module;
  if (level - 1 > folders.length) return undefined;
  const rest = module.slice(level);
  return [...folders.slice(0, folders.length - level + 1), ...(rest === "" ? [] : [rest])].join(".");
}

function absolutePath(folders: readonly string[], specifier: string): string | undefined {
  const parts = [...folders];
  for (const part of specifier.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}
