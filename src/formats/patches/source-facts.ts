import type { Definition } from "../definitions/definitions.ts";

/** What a line holds. A line with code and anything else is code; a string that stands alone at a place for one is a docstring. */
export type LineKind = "blank" | "comment" | "docstring" | "import" | "code";

/** A name that a file takes out of a module, or the module itself. */
export interface TakenImport {
  /** As written: dotted in Python, with leading dots when it is relative; a specifier in JavaScript. */
  readonly module: string;
  /** What is taken out of the module, where that is told apart. */
  readonly name: string | undefined;
  readonly line: number;
  /** It is no statement but a call, such as `import_module("a")` or `import("a")`. */
  readonly dynamic: boolean;
  /** Nothing of it is there at run time. */
  readonly typeOnly: boolean;
  /** Lines on which something is called through it. Shadowed names are not told apart. */
  readonly calls: readonly number[];
}

/** What a patch is judged by in one file at one commit. Lines are those of git: 1-based, and ended by line feeds. */
export interface SourceFacts {
  readonly definitions: readonly Pick<Definition, "name" | "qualifiedName" | "firstLine" | "fingerprint">[];
  readonly imports: readonly TakenImport[];
  /** The kind of each line, the first one first. */
  readonly lines: readonly LineKind[];
  /** Why the file cannot be read to its end as its language; nothing else is sure then. */
  readonly problems: readonly { readonly kind: string; readonly line: number }[];
}
