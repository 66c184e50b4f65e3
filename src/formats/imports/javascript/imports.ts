import type { UnreadImport } from "../unread-import.ts";

/**
 * How a module is asked for. `type` never runs: `import type`, entries that are all types, or `import("x").Name` as a
 * type. `re-export` is `export ... from`. `require` is `require("x")` or `import x = require("x")`.
 */
export const importKinds = ["import", "type", "dynamic", "require", "re-export"] as const;
export type ImportKind = (typeof importKinds)[number];

/** One place where a JavaScript or TypeScript file names another module. */
export interface ImportedModule {
  /** As written, with escapes undone. */
  readonly specifier: string;
  /** Where the statement or call begins. Lines are 1-based. */
  readonly line: number;
  /** Where the specifier itself stands. */
  readonly specifierLine: number;
  readonly kind: ImportKind;
  /** Nothing of it is left when types are removed. */
  readonly typeOnly: boolean;
}

/** Why a file may have imports that were not seen. */
export const problemKinds = [
  "conflict-marker",
  "unterminated-string",
  "unterminated-template",
  "unterminated-comment",
  "unclosed-bracket",
  "unmatched-bracket",
  "unclosed-element",
  "malformed-import",
  "invalid-encoding",
  "null-byte",
  "too-many-imports",
  "specifier-too-long",
  "nested-too-deep",
  "unknown-language",
] as const;
export type ProblemKind = (typeof problemKinds)[number];

export interface ReadingProblem {
  readonly kind: ProblemKind;
  readonly line: number;
}

/** Every import of one file, in the order of the text. With problems, imports may be missing. */
export interface JavaScriptImports {
  readonly imports: readonly ImportedModule[];
  /** Calls of `import` and `require` whose argument is no plain text, so that nobody knows what they load. */
  readonly computed: readonly UnreadImport[];
  readonly problems: readonly ReadingProblem[];
}
