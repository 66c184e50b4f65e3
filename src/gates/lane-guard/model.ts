import { z } from "zod";
import type { ImportGraph } from "../../formats/imports/graph/graph.ts";
import type { ImportedName } from "../../formats/imports/python/imports.ts";
import type { UnreadImport } from "../../formats/imports/unread-import.ts";
import { Contract } from "./settings/contract.ts";

const SourceRoot = z
  .string()
  .max(500)
  .refine((root) => !root.startsWith("/") && !root.endsWith("/") && !root.split("/").includes(".."), {
    message: "Write a folder from the top of the repository, such as src or services/api/src",
  });

const AdoptedPath = z
  .string()
  .min(1)
  .max(500)
  .refine(
    (path) => !path.startsWith("/") && !path.endsWith("/") && !path.split("/").some((step) => /^\.{0,2}$/.test(step)),
    {
      message: "Write a file's path from the top of the repository, such as .importlinter",
    },
  );

const PluginList = z
  .string()
  .max(100)
  .regex(/^_*[A-Z][A-Z0-9_]*$/, { message: "Write a variable in capitals, such as INSTALLED_APPS" });

export const LaneGuardSettings = z
  .strictObject({
    contracts: z.array(Contract).min(1).max(200).optional().describe("Who may not import whom."),
    adopt: z
      .union([AdoptedPath, z.array(AdoptedPath).min(1).max(20)])
      .optional()
      .describe(
        "Configuration of import-linter whose contracts count too: the path of a `.importlinter`, `setup.cfg`, `importlinter.ini` or `pyproject.toml`, or a list of them.",
      ),
    accept: z
      .enum(["existing", "nothing"])
      .default("existing")
      .describe("`existing`: only what the change adds blocks. `nothing`: every violation blocks."),
    "source-roots": z
      .array(SourceRoot)
      .min(1)
      .max(50)
      .default(["", "src"])
      .describe("Folders that Python imports from; an empty text is the top of the repository."),
    "plugin-lists": z
      .array(PluginList)
      .max(50)
      .default([])
      .describe(
        "Python variables whose lists, tuples, sets and dictionaries name modules that are loaded, such as `INSTALLED_APPS`. What they name counts as imported by the file that they stand in.",
      ),
    stubs: z
      .boolean()
      .default(false)
      .describe("Whether `.pyi` files are read, too. Their imports never run, as those below `if TYPE_CHECKING:`."),
    notebooks: z.boolean().default(false).describe("Whether the code cells of Jupyter's `.ipynb` files are read, too."),
  })
  .superRefine(({ contracts, adopt }, context) => {
    if (contracts !== undefined || adopt !== undefined) return;
    context.addIssue({ code: "custom", path: ["contracts"], message: "Name at least one contract, or use `adopt`" });
  });
export type LaneGuardSettings = z.output<typeof LaneGuardSettings>;

/** Why something of a file is not known. */
export interface Problem {
  readonly kind: string;
  readonly line: number;
  /** What the file says there, where that helps to find it. */
  readonly about?: string;
}

/** A source of any language. With problems, imports may be missing. */
export interface SourcePath {
  readonly path: string;
  /** Of its content. */
  readonly id: string;
  readonly problems: readonly Problem[];
  /** Calls that import something whose name only the running program knows. */
  readonly unreadDynamic: readonly UnreadImport[];
  /** Of a Python file. */
  readonly imports?: readonly ImportedName[];
}

/** A Python file. */
export interface PythonFile extends SourcePath {
  readonly imports: readonly ImportedName[];
}

/** Sources of one commit, in the order of the tree, and who imports whom: by names of Python's modules, or by paths. */
export interface SourceModules {
  readonly files: readonly SourcePath[];
  readonly graph: ImportGraph;
}

/** An import that should lead to something in the tree and does not. */
export interface Unresolved {
  readonly path: string;
  readonly line: number;
  readonly specifier: string;
}

/** Sources by their paths, and what could not be found out about them. */
export interface PathModules extends SourceModules {
  readonly unresolved: readonly Unresolved[];
  /** Manifests and configurations that say where imports lead, as far as they cannot be read or followed. */
  readonly configurations: readonly SourcePath[];
}

/** Two commits. */
export interface Commits {
  /** The day of the evaluation, such as `2027-01-31`, in UTC. */
  readonly today: string;
  readonly base: SourceModules;
  readonly head: SourceModules;
  /** Paths in head of changed or new files, with the path that each had in base; undefined for a new file. */
  readonly touched: ReadonlyMap<string, string | undefined>;
}

/** A file of the merge base that `adopt` names. */
export interface AdoptedFile {
  readonly path: string;
  readonly content:
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "absent" | "link" | "no-file" | "too-large" | "not-utf-8" };
  /** Whether head has the file too, and with the same content, so that lines can be named. */
  readonly inHead: "same" | "other" | "absent";
}

/** Every Python file of both commits and, where contracts name paths, every source of any language. */
export interface LaneGuardFacts extends Commits {
  readonly paths: { readonly base: PathModules; readonly head: PathModules } | undefined;
  readonly adopted: readonly AdoptedFile[];
  /** Of head: paths of symbolic links that lead to sources. */
  readonly symbolicLinks: readonly string[];
}
