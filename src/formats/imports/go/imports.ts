/** One place where a Go file names another package. */
export interface ImportedPackage {
  /** The import path, with quotes and escapes undone. */
  readonly specifier: string;
  /** Where this import begins, in a group too: its name if it has one, else its path. Lines are 1-based. */
  readonly line: number;
  /** Where the path itself stands. */
  readonly specifierLine: number;
}

/** Why a file may have imports that were not seen. */
export const problemKinds = [
  "conflict-marker",
  "missing-package",
  "malformed-import",
  "unknown-declaration",
  "unclosed-bracket",
  "unterminated-string",
  "unterminated-comment",
  "invalid-encoding",
  "null-byte",
  "too-many-imports",
  "specifier-too-long",
] as const;
export type ProblemKind = (typeof problemKinds)[number];

export interface ReadingProblem {
  readonly kind: ProblemKind;
  readonly line: number;
}

/** Every import of one file, in the order of the text. With problems, imports may be missing. */
export interface GoImports {
  readonly imports: readonly ImportedPackage[];
  readonly problems: readonly ReadingProblem[];
}
