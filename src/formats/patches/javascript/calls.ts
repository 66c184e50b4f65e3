import type { ImportedModule } from "../../imports/javascript/imports.ts";
import type { Binding } from "./bindings.ts";

/** So many calls through one import are told. */
const maxCalls = 1_000;

const callBehind = /((?:\s*\??\.\s*[\p{ID_Continue}$]+)*)\s*(?:\?\.\s*)?\(/uy;

/** Gathers the lines on which something is called through an import. Names have to be bound before they are called. */
export function callsThroughBindings(text: string): {
  bind(imported: ImportedModule, names: readonly Binding[]): void;
  /** A word, and whether a dot stands before it. */
  word(name: string, end: number, line: number): void;
  of(imported: ImportedModule): readonly number[];
} {
  const bound = new Map<string, { readonly imported: ImportedModule; readonly whole: boolean }>();
  const calls = new Map<ImportedModule, number[]>();
  return {
    bind(imported, names) {
      for (const { name, whole } of names) bound.set(name, { imported, whole });
    },
    word(name, end, line) {
      const known = bound.get(name);
      if (known === undefined) return;
      callBehind.lastIndex = end;
      const parts = callBehind.exec(text)?.[1];
      if (parts === undefined || (known.whole && parts === "")) return;
      const lines = calls.get(known.imported);
      if (lines === undefined) calls.set(known.imported, [line]);
      else if (lines.length < maxCalls) lines.push(line);
    },
    of: (imported) => calls.get(imported) ?? [],
  };
}
