import type { UnreadImport } from "./unread-import.ts";

/** A language whose imports are known. Two functions make one: bytes to imports, and imports to links. */
export interface Language<Imports extends FileImports> {
  /** As in `--language`. */
  readonly id: string;
  /** For messages: "JavaScript or TypeScript". */
  readonly title: string;
  /**
   * What reads the imports of this file; undefined when it is no source. The path alone tells, so that what was read
   * depends on bytes alone: a language of several kinds of files has an extractor for each, with an id of its own.
   */
  extractorFor(path: string): ImportExtractor<Imports> | undefined;
  /** Whether linking reads the bytes of this file, which need be no source: manifests and configurations. */
  isResolutionFile(path: string): boolean;
  /** Looks through the resolution files before anything is linked. Pure, and never throws. */
  checkResolution?(tree: SourceTree): ResolutionCheck;
  /**
   * Finds out what each import means. Pure, and never throws: what cannot be resolved is said to be so. Links are in
   * the order of the sources, and in each of the text.
   */
  link(sources: readonly SourceImports<Imports>[], tree: SourceTree): readonly Link[];
  /** Whether the links of a source depend on that source and the tree, and not on what other sources hold. */
  readonly linksAlone: boolean;
  /** Whether whoever imports the folder of this source imports the source, as with packages of Go. */
  isInPackage?(path: string): boolean;
  /** What people call the module at this path, in a contract as in a message. */
  moduleName(path: string): string;
}

/** What every extractor tells, whatever else it does. */
export interface FileImports {
  /** Why imports may be missing. */
  readonly problems: readonly { readonly kind: string; readonly line: number }[];
  /** Calls that import something whose name only the running program knows. */
  readonly computed?: readonly UnreadImport[];
}

/** As `core` calls it: reads a value out of bytes and nothing else, to be remembered by blob id and version. */
export interface ImportExtractor<Imports> {
  readonly id: string;
  readonly version: number;
  extract(bytes: Uint8Array): Imports;
  encode(value: Imports): string;
  decode(text: string): Imports;
}

export interface SourceImports<Imports> {
  readonly path: string;
  readonly imports: Imports;
}

/** One commit. Paths have no leading slash. */
export interface SourceTree {
  /** Of every file, source or not. */
  readonly paths: readonly string[];
  /** The bytes of resolution files, as far as they could be had. */
  readonly contents: ReadonlyMap<string, Uint8Array>;
}

/** What the resolution files of a tree name, and what is wrong with them. */
export interface ResolutionCheck {
  /** Files of the tree that linking reads too, whatever they are called, and whose bytes are not at hand yet. */
  readonly named: readonly string[];
  /** What cannot be read or followed, so that linking goes on as if it were not said. */
  readonly flaws: readonly ResolutionFlaw[];
}

export interface ResolutionFlaw {
  readonly path: string;
  readonly kind: string;
  readonly line: number;
  /** What the file says there, where that helps to find it. */
  readonly about?: string;
}

/**
 * What an import leads to. `file` is a path of the tree. `folder` is a package that is imported as a whole, which in Go is
 * so, or one that should have what is imported and has not, such as a package of Python without the module asked for. It
 * is never the top of the tree, which has no name. `external` is a package or module that the tree does not
 * have, without what is taken out of it. `unresolved` names something that should be in the tree and is not.
 */
export type LinkTarget =
  | { readonly kind: "file" | "folder"; readonly path: string }
  | { readonly kind: "external"; readonly name: string }
  | { readonly kind: "unresolved"; readonly specifier: string };

export interface Link {
  /** Path of the source that imports. */
  readonly importer: string;
  readonly target: LinkTarget;
  /** Where the statement begins. */
  readonly line: number;
  /** Where the name or specifier itself stands. */
  readonly nameLine: number;
  /** Nothing of it happens at run time. */
  readonly typeOnly: boolean;
}
