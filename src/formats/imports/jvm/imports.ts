/** What an import asks for: a name; `star`, everything in a package or type; `module`, everything that a module exports. */
export const importKinds = ["name", "star", "module"] as const;
type ImportKind = (typeof importKinds)[number];

/** One import of a Java or Kotlin file. */
export interface ImportedName {
  /** With dots, without a star, and without the name that it gets in this file. */
  readonly name: string;
  readonly kind: ImportKind;
  /** Where the statement begins. Lines are 1-based. */
  readonly line: number;
  /** Where the name begins. */
  readonly nameLine: number;
}

/** Why a file may have imports, or declare names, that were not seen. */
export const problemKinds = [
  "conflict-marker",
  "malformed-package",
  "malformed-import",
  "unknown-declaration",
  "unterminated-string",
  "unterminated-comment",
  "unclosed-bracket",
  "unmatched-bracket",
  "invalid-encoding",
  "null-byte",
  "too-many-imports",
  "too-many-names",
  "too-many-words",
  "name-too-long",
  "nested-too-deep",
] as const;
export type ProblemKind = (typeof problemKinds)[number];

export interface ReadingProblem {
  readonly kind: ProblemKind;
  readonly line: number;
}

/** What one file says of itself and of others. With problems, imports or names may be missing. */
export interface JvmImports {
  /** The package it declares; empty for none. */
  readonly packageName: string;
  /** The module that a `module-info.java` declares; empty for none. */
  readonly moduleName: string;
  /** What others can import out of it. A file of Java is called like its type, so there is nothing for it here. */
  readonly declared: readonly string[];
  /** Each word of the code once, where a star makes it needed: which of them the star brings is not known here. */
  readonly words: readonly string[];
  /** In the order of the text. */
  readonly imports: readonly ImportedName[];
  readonly problems: readonly ReadingProblem[];
}
