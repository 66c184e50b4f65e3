import type { FileCoverage, Fraction, Metric } from "../../formats/coverage/model.ts";
import { totalsOf } from "../../formats/coverage/totals.ts";
import type { CoverageFacts, CoverageSettings, Measured, Threshold } from "./model.ts";
import { bySpecificity, modulePath } from "./module-paths.ts";
import { sourceTest } from "./source-kinds.ts";

/** A set of files with a rule. */
export interface Module {
  readonly name: string;
  readonly threshold: Threshold | undefined;
  readonly metric: Metric;
  readonly maxDrop: number | undefined;
  readonly paths: readonly string[];
}

/** A module as it is in head. Each file is in one module. */
export interface ModuleFiles {
  readonly module: Module;
  /** In the tree, and not excluded. */
  readonly inTree: readonly string[];
  readonly measured: ReadonlyMap<string, FileCoverage>;
  /** Sources of the kind that is measured, which no report mentions. */
  readonly unmeasured: readonly string[];
  /** Where no file is left: modules whose paths fit its files better, by name. */
  readonly takenBy: readonly string[];
}

export type Part =
  | ({ readonly kind: "counted" } & Fraction)
  | { readonly kind: "not-measured"; readonly because: string };

export function modulesOf(settings: CoverageSettings): readonly Module[] {
  if (!Array.isArray(settings.modules)) {
    return Object.entries(settings.modules).map(([path, threshold]) => ({
      name: path,
      threshold,
      metric: settings.metric,
      maxDrop: settings["max-drop"],
      paths: [path],
    }));
  }
  return settings.modules.map((module) => ({
    name: module.name ?? module.paths[0] ?? "",
    threshold: module.threshold,
    metric: module.metric ?? settings.metric,
    maxDrop: module["max-drop"] ?? settings["max-drop"],
    paths: module.paths,
  }));
}

/** Sorts files into modules: of those whose paths fit, the one with the most specific path. */
export function moduleFinder(modules: readonly Module[]): (path: string) => Module | undefined {
  const rules = modules.flatMap((module) => module.paths.map((text) => ({ module, ...modulePath(text) })));
  const mostSpecificFirst = rules.toSorted(bySpecificity);
  return (path) => mostSpecificFirst.find(({ fits }) => fits(path))?.module;
}

export function sortIntoModules(settings: CoverageSettings, facts: CoverageFacts): readonly ModuleFiles[] {
  const modules = modulesOf(settings);
  const moduleOf = moduleFinder(modules);
  const inTree = Map.groupBy(facts.paths, moduleOf);
  const isSource = sourceTest(facts.head);
  return modules.map((module) => {
    const paths = inTree.get(module) ?? [];
    const measured = filesIn(facts.head, paths);
    const unmeasured = paths.filter((path) => !measured.has(path) && isSource(path));
    const takenBy = paths.length > 0 ? [] : namesOfTakers(module, facts.paths, moduleOf);
    return { module, inTree: paths, measured, unmeasured, takenBy };
  });
}

function namesOfTakers(
  { paths: own }: Module,
  paths: readonly string[],
  moduleOf: (path: string) => Module | undefined,
): readonly string[] {
  const tests = own.map((text) => modulePath(text).fits);
  const taken = paths.filter((path) => tests.some((fits) => fits(path)));
  return [...new Set(taken.flatMap((path) => moduleOf(path)?.name ?? []))];
}

export function filesIn(
  { files }: Pick<Measured, "files">,
  paths: readonly string[],
): ReadonlyMap<string, FileCoverage> {
  return onlyPaths(files, paths);
}

export function onlyPaths(
  all: ReadonlyMap<string, FileCoverage>,
  paths: readonly string[],
): ReadonlyMap<string, FileCoverage> {
  const files = new Map<string, FileCoverage>();
  for (const path of paths) {
    const file = all.get(path);
    if (file !== undefined) files.set(path, file);
  }
  return files;
}

/** What is covered of the files, in the module's metric. */
export function partOf(files: ReadonlyMap<string, FileCoverage>, metric: Metric): Part {
  return totalsOf(files, metric);
}
