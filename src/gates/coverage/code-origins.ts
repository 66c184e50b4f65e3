import type { ChangedLines } from "../../core/repository.ts";
import { linesOf } from "../../formats/coverage/lines.ts";
import type { FileCoverage } from "../../formats/coverage/model.ts";
import { withoutLines } from "../../formats/coverage/without-lines.ts";
import { addedLines } from "./added-lines.ts";
import type { ComparedBase } from "./model.ts";
import type { Module, ModuleFiles } from "./modules.ts";
import { linesAfter, type Place } from "./unchanged-lines.ts";

type Files = ReadonlyMap<string, FileCoverage>;

/** Where the code of each module comes from. */
export interface CodeOrigins {
  /** As the base measured them: lines that head still has in the module, wherever they were. By paths of the base. */
  readonly kept: ReadonlyMap<Module, Files>;
  /** As head measured them: lines that the base has nowhere. */
  readonly added: ReadonlyMap<Module, Files>;
}

/** Sorts by the modules of head. `before` are the measured files of the base that are looked at. */
export function codeOrigins(
  { changes, deleted }: Pick<ComparedBase, "changes" | "deleted">,
  before: Files,
  head: Files,
  modules: readonly ModuleFiles[],
): CodeOrigins {
  const moduleOf = new Map(modules.flatMap(({ module, inTree }) => inTree.map((path) => [path, module] as const)));
  const touched = new Set([...deleted, ...changes.flatMap(({ pathBefore }) => pathBefore ?? [])]);
  const after = linesAfter(changes, deleted);
  const kept = new Map<Module, Map<string, FileCoverage>>();
  for (const [path, file] of before) {
    if (!touched.has(path)) put(kept, moduleOf.get(path), path, file);
    else for (const [module, part] of partsOf(path, file, after.place, moduleOf)) put(kept, module, path, part);
  }
  const added = new Map<Module, Map<string, FileCoverage>>();
  for (const change of changes) {
    const file = head.get(change.path);
    if (file !== undefined) put(added, moduleOf.get(change.path), change.path, addedPart(file, change));
  }
  return { kept, added };
}

function put(
  all: Map<Module, Map<string, FileCoverage>>,
  module: Module | undefined,
  path: string,
  file: FileCoverage,
): void {
  if (module === undefined) return;
  const known = all.get(module);
  if (known === undefined) all.set(module, new Map([[path, file]]));
  else known.set(path, file);
}

/** A file of the base by the modules that have its lines now; a line that is gone is in none. */
function partsOf(
  path: string,
  file: FileCoverage,
  place: (path: string, line: number) => Place | undefined,
  moduleOf: ReadonlyMap<string, Module>,
): readonly (readonly [Module | undefined, FileCoverage])[] {
  const lines = Array.from(linesOf(file), ({ line }) => line);
  const byModule = Map.groupBy(lines, (line) => moduleOf.get(place(path, line)?.path ?? ""));
  return [...byModule].map(([module, own]) => {
    if (own.length === lines.length) return [module, file];
    const others = new Set(lines);
    for (const line of own) others.delete(line);
    return [module, withoutLines(file, others)];
  });
}

function addedPart(file: FileCoverage, change: ChangedLines): FileCoverage {
  const added = addedLines(change, file);
  const others = Array.from(linesOf(file), ({ line }) => line).filter((line) => !added.has(line));
  return withoutLines(file, new Set(others));
}
