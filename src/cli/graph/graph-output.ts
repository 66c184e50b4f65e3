import { z } from "zod";
import { collapse } from "../../formats/imports/graph/picture/collapse.ts";
import type { ModuleMap } from "../../formats/imports/graph/picture/module-map.ts";
import type { ChosenView } from "./choose-view.ts";

const Import = z.strictObject({
  importer: z.string().describe("The module that imports."),
  imported: z.string(),
  path: z.string().describe("The importer's file."),
  line: z.int().describe("Where the import statement begins."),
});

/** What `lanekeeper graph --format json` prints without further options. */
export const ModuleList = z.strictObject({
  modules: z.array(z.string()).describe("Every Python file as a module named by its path."),
  imports: z.array(Import).describe("One row for each importer, imported module and line."),
});

const Change = z.enum(["kept", "added", "removed"]).describe("Between the two commits of --diff; else kept.");

/** What it prints with `--lanes`, `--focus`, `--path` or `--diff`. */
export const GraphView = z.strictObject({
  schemaVersion: z.literal(1),
  head: z.string().describe("The commit."),
  base: z.string().optional().describe("With --diff: the merge base that it is compared with."),
  notes: z.array(z.string()).describe("What a reader has to know, such as files that could not be read."),
  nodes: z.array(
    z.strictObject({
      name: z.string().describe("A module, or with --lanes a top-level package."),
      modules: z.int().describe("How many modules it stands for."),
      change: Change,
      inFocus: z.boolean().describe("Whether --focus or an end of --path names it or a package that it is in."),
    }),
  ),
  edges: z.array(
    z.strictObject({
      from: z.string().describe("The node that imports."),
      to: z.string(),
      kept: z.int().describe("Import statements. The rows are in imports."),
      added: z.int(),
      removed: z.int(),
    }),
  ),
  imports: z.array(Import.extend({ change: Change })).describe("Every import that a node or an edge stands for."),
  chains: z.array(z.array(z.string())).optional().describe("With --path: the shortest chains, as names of modules."),
  chainsComplete: z.boolean().optional().describe("With --path: whether these are all of the shortest chains."),
});

export const GraphOutput = z.union([ModuleList, GraphView]);

export function listModules({ modules, imports }: ModuleMap): z.infer<typeof ModuleList> {
  return {
    modules: modules.map(({ name }) => name),
    imports: imports.map(({ importer, imported, path, line }) => ({ importer, imported, path, line })),
  };
}

export function describeView(
  view: ChosenView,
  commits: { readonly head: string; readonly base?: string },
): z.infer<typeof GraphView> {
  const { nodes, edges } = collapse(view, view.lanes ? 1 : Number.POSITIVE_INFINITY);
  const { chains } = view;
  return {
    schemaVersion: 1,
    ...commits,
    notes: [...view.notes],
    nodes: [...nodes],
    edges: [...edges],
    imports: [...view.map.imports],
    ...(chains === undefined
      ? {}
      : { chains: chains.chains.map((chain) => [...chain]), chainsComplete: chains.complete }),
  };
}
