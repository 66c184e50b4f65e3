import type { Definition, FileDefinitions } from "./definitions.ts";

/** What happened to a definition between two versions of a file, by qualified names. */
export type DefinitionChange =
  | { readonly op: "added" | "removed"; readonly symbol: string }
  | { readonly op: "renamed"; readonly symbol: string; readonly to: string }
  | {
      readonly op: "parameters";
      readonly symbol: string;
      readonly added: readonly string[];
      readonly removed: readonly string[];
      /** Whether calls that were right before may now lack an argument. */
      readonly newlyRequired: boolean;
    };

/**
 * Which definitions came, went, have another name or other parameters. A definition is renamed when what stands behind its
 * name is the same, in the same place of nesting, and no other one could be meant. A file that is missing has none.
 */
export function compareDefinitions(
  before: FileDefinitions | undefined,
  after: FileDefinitions | undefined,
): readonly DefinitionChange[] {
  const [old, now] = [byName(before), byName(after)];
  const removed = [...old].filter(([name]) => !now.has(name)).map(([, definition]) => definition);
  const added = [...now].filter(([name]) => !old.has(name)).map(([, definition]) => definition);
  const renames = renamed(removed, added);
  const kept = [...old].flatMap(([name, definition]) => {
    const other = now.get(name);
    return other === undefined ? [] : parametersChanged(definition, other);
  });
  const targets = new Set(renames.values());
  return [
    ...removed.map((definition): DefinitionChange => {
      const to = renames.get(definition)?.qualifiedName;
      const symbol = definition.qualifiedName;
      return to === undefined ? { op: "removed", symbol } : { op: "renamed", symbol, to };
    }),
    ...added
      .filter((definition) => !targets.has(definition))
      .map(({ qualifiedName }): DefinitionChange => ({ op: "added", symbol: qualifiedName })),
    ...kept,
  ];
}

/** Of several with one name the first: the others are its overloads, or stand under another condition. */
function byName(file: FileDefinitions | undefined): ReadonlyMap<string, Definition> {
  const names = new Map<string, Definition>();
  for (const definition of file?.definitions ?? []) {
    if (!names.has(definition.qualifiedName)) names.set(definition.qualifiedName, definition);
  }
  return names;
}

function renamed(removed: readonly Definition[], added: readonly Definition[]): ReadonlyMap<Definition, Definition> {
  const alike = (definition: Definition) => `${definition.kind} ${scopeOf(definition)} ${definition.fingerprint}`;
  const arrived = Map.groupBy(added, alike);
  const went = Map.groupBy(removed, alike);
  const pairs = new Map<Definition, Definition>();
  for (const [mark, [definition, ...others]] of went) {
    const [to, ...more] = arrived.get(mark) ?? [];
    if (definition !== undefined && to !== undefined && others.length === 0 && more.length === 0)
      pairs.set(definition, to);
  }
  return pairs;
}

function scopeOf({ qualifiedName, name }: Definition): string {
  return qualifiedName.slice(0, qualifiedName.length - name.length);
}

function parametersChanged(before: Definition, after: Definition): readonly DefinitionChange[] {
  const [old, now] = [before.parameters ?? [], after.parameters ?? []];
  if (JSON.stringify(old) === JSON.stringify(now)) return [];
  const known = new Set(old.map(({ name }) => name));
  const left = new Set(now.map(({ name }) => name));
  const needed = new Set(old.filter(({ required }) => required).map(({ name }) => name));
  return [
    {
      op: "parameters",
      symbol: before.qualifiedName,
      added: now.map(({ name }) => name).filter((name) => !known.has(name)),
      removed: old.map(({ name }) => name).filter((name) => !left.has(name)),
      newlyRequired: now.some(({ name, required }) => required && !needed.has(name)),
    },
  ];
}
