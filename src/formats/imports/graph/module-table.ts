/** What stands between the parts of names: `.` in those of Python's modules, `/` in paths. */
export type Separator = "." | "/";

/**
 * A package or module of Python, or a folder or file where names are paths. Its id and that of all below it are the
 * interval [id, end), because ids are in pre-order.
 */
export interface ModuleNode {
  readonly name: string;
  readonly parent: ModuleNode | undefined;
  /** By the last part of their names. */
  readonly children: ReadonlyMap<string, ModuleNode>;
  /** Index of its file in the list given; -1 for a folder, unless it has an `__init__.py` of Python. */
  file: number;
  isPackage: boolean;
  /** A stub whose parent is the program that it describes: its relative imports start where those of its parent do. */
  isBesideParent: boolean;
  id: number;
  end: number;
}

export interface ModuleTable {
  /** By id. */
  readonly nodes: readonly ModuleNode[];
  readonly byName: ReadonlyMap<string, ModuleNode>;
  readonly separator: Separator;
  /** Dotted names of the source roots below the top, for imports that spell the root out. */
  readonly rootNames: readonly string[];
  /** Indices of files whose module another file is already; Python would never load them under that name. */
  readonly shadowed: readonly number[];
}
