import type { MappedModule, ModuleMap } from "./module-map.ts";
import { byText } from "./module-map.ts";
import { laneOf, type Separator } from "./module-name.ts";

export interface OutlineModule extends MappedModule {
  /** Its place among the modules of the page. */
  readonly index: number;
}

export interface OutlinePackage {
  readonly name: string;
  readonly id: string;
  readonly modules: readonly OutlineModule[];
}

/** A top-level package with its packages, and its imports from and to other lanes. */
export interface OutlineLane {
  readonly name: string;
  readonly id: string;
  readonly modules: number;
  readonly packages: readonly OutlinePackage[];
  readonly imports: number;
  readonly importedBy: number;
  readonly added: number;
  readonly removed: number;
}

/** Lanes, their packages, and the modules of each, all in the order of their names. */
export function outlineOf(map: ModuleMap): readonly OutlineLane[] {
  const modules = map.modules.map((module, index): OutlineModule => ({ ...module, index }));
  const crossings = countCrossings(map);
  const byPackage = [...Map.groupBy(modules, (module) => packageOf(module, map.separator))].sort(([left], [right]) =>
    byText(left, right),
  );
  const packages = byPackage.map(([name, inside], index) => ({ name, id: `p${index}`, modules: inside }));
  const lanes = [...Map.groupBy(packages, ({ name }) => laneOf(name, map.separator))];
  return lanes.map(([name, inside], index) => ({
    name,
    id: `l${index}`,
    modules: inside.reduce((sum, each) => sum + each.modules.length, 0),
    packages: inside,
    ...(crossings.get(name) ?? noCrossings),
  }));
}

/** A package of Python is inside itself, because its `__init__.py` is. */
function packageOf({ name, path }: OutlineModule, separator: Separator): string {
  const end = name.lastIndexOf(separator);
  const isPackage = separator === "." && path.endsWith("/__init__.py");
  return isPackage || end === -1 ? name : name.slice(0, end);
}

const noCrossings = { imports: 0, importedBy: 0, added: 0, removed: 0 };

/** Imports between different lanes, and changed imports of each lane, as numbers of statements. */
function countCrossings(map: ModuleMap): ReadonlyMap<string, typeof noCrossings> {
  const counts = new Map<string, { -readonly [Name in keyof typeof noCrossings]: number }>();
  const countsOf = (lane: string) => {
    const known = counts.get(lane) ?? { ...noCrossings };
    counts.set(lane, known);
    return known;
  };
  for (const { importer, imported, change } of map.imports) {
    const [own, other] = [laneOf(importer, map.separator), laneOf(imported, map.separator)];
    const from = countsOf(own);
    if (change !== "kept") from[change] += 1;
    if (change === "removed" || own === other) continue;
    from.imports += 1;
    countsOf(other).importedBy += 1;
  }
  return counts;
}
