import type { Derived, RepositorySource, TreeEntry } from "../../core/repository.ts";
import { buildImportGraph } from "../../formats/imports/graph/build-graph.ts";
import { patchImportGraph } from "../../formats/imports/graph/patch-graph.ts";
import type { PythonSources } from "../../formats/imports/python/file-kinds.ts";
import type { PythonImports } from "../../formats/imports/python/imports.ts";
import { deriveImports, isPython } from "./derive-imports.ts";
import type { PythonFile, SourceModules } from "./model.ts";
import { importsWithPlugins } from "./plugin-lists.ts";
import { isTooLarge, tooLarge } from "./too-large.ts";

/** What one commit has of Python. `missing` counts files that this clone does not have. */
export interface PythonTree extends SourceModules {
  readonly files: readonly PythonFile[];
  readonly missing: number;
}

export interface PythonOptions extends PythonSources {
  readonly sourceRoots: readonly string[];
  /** Variables whose lists name modules that are loaded. */
  readonly plugins: readonly string[];
}

/** Reads every Python file of a commit and finds out who imports whom; of a similar commit, only what differs. */
export async function readPythonTree(
  entries: readonly TreeEntry[],
  repository: Pick<RepositorySource, "derive">,
  near: PythonTree | undefined,
  options: PythonOptions,
): Promise<PythonTree> {
  const { sourceRoots } = options;
  const { files, missing } = await readFiles(entries, repository, near?.files ?? [], options);
  const graph = near === undefined ? buildImportGraph(files, sourceRoots) : patchImportGraph(near, files, sourceRoots);
  return { files, graph, missing };
}

/** A file that both trees have is one object, so that a glance tells that it did not change. */
async function readFiles(
  entries: readonly TreeEntry[],
  repository: Pick<RepositorySource, "derive">,
  known: readonly PythonFile[],
  options: PythonOptions,
) {
  const { plugins } = options;
  const files: (PythonFile | TreeEntry)[] = [];
  const unknown: TreeEntry[] = [];
  let next = 0;
  for (const entry of entries) {
    if (!isPython(entry, options)) continue;
    // Both lists are in the order of the tree.
    while (next < known.length && (known[next]?.path ?? "") < entry.path) next += 1;
    const same = known[next];
    if (same?.path === entry.path && same.id === entry.id && !isTooLarge(same)) files.push(same);
    else {
      files.push(entry);
      unknown.push(entry);
    }
  }
  const derivedOf = await deriveImports(repository, unknown, options);
  const missing = new Set(
    unknown.filter((entry) => (derivedOf(entry)?.kind ?? "missing") === "missing").map(({ id }) => id),
  ).size;
  return {
    files: files.map((file) => ("imports" in file ? file : pythonFile(file, derivedOf(file), plugins))),
    missing,
  };
}

function pythonFile(
  { path, id }: TreeEntry,
  derived: Derived<PythonImports> | undefined,
  plugins: readonly string[],
): PythonFile {
  const read = derived?.kind === "value" ? derived.value : nothing;
  return { path, id, ...importsWithPlugins(read, plugins), problems: read.problems };
}

const nothing = { imports: [], unreadDynamic: [], lists: [], problems: [tooLarge] } as const;
