import type { UnreadImport } from "../unread-import.ts";

/** One name that an import statement brings in: `from ..a import b` is level 2, module "a", name "b". */
export interface ImportedName {
  /** Leading dots of a relative import; 0 when absolute. */
  readonly level: number;
  /** Dotted; empty for `from . import b`. */
  readonly module: string;
  /** What `from` takes out of the module, `*` for everything; undefined for `import module`. */
  readonly name: string | undefined;
  /** Where the statement begins. Lines are 1-based. */
  readonly line: number;
  /** Where this name itself stands. */
  readonly nameLine: number;
  /** In the body of `if TYPE_CHECKING:` or in a stub, so it never runs. */
  readonly typeCheckingOnly: boolean;
  /** `lazy import` of PEP 810. */
  readonly lazy: boolean;
  /** What the file calls it, where the statement has an `as`. */
  readonly alias?: string;
  /** A call such as `importlib.import_module("a.b")`, and no statement. */
  readonly dynamic: boolean;
}

/** Why a file may have imports that were not seen. */
export const problemKinds = [
  "conflict-marker",
  "unterminated-string",
  "unclosed-bracket",
  "unmatched-bracket",
  "malformed-import",
  "stray-backslash",
  "invalid-encoding",
  "null-byte",
  "too-many-imports",
  "name-too-long",
  "nested-too-deep",
  "unreadable-notebook",
] as const;
export type ProblemKind = (typeof problemKinds)[number];

export interface ReadingProblem {
  readonly kind: ProblemKind;
  readonly line: number;
}

/** Every import of one Python file, in the order of the text. With problems, imports may be missing. */
export interface PythonImports {
  readonly imports: readonly ImportedName[];
  readonly problems: readonly ReadingProblem[];
  /** Calls that import a module whose name only the running program knows. */
  readonly unreadDynamic: readonly UnreadImport[];
  /** Lists of names that somebody may load: plugins and the like. Whether anybody does, the bytes cannot tell. */
  readonly lists: readonly NameList[];
}

/** The dotted names in what a file assigns or adds to a variable in capitals: `INSTALLED_APPS = ["a.b"]`. */
export interface NameList {
  /** Of the variable; `*` where the file has so many lists that some are left out. */
  readonly variable: string;
  readonly line: number;
  readonly names: readonly ListedName[];
  /** There were no more names than fit. */
  readonly complete: boolean;
}

export interface ListedName {
  /** Dotted; without the attribute behind a colon. */
  readonly module: string;
  readonly line: number;
}
