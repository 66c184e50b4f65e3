import { isObject, type JsonObject } from "../reports/json/shapes.ts";
import { shown } from "../reports/problem-log.ts";
import { count, figure } from "./figures.ts";
import type { Percentile, Stated } from "./model.ts";
import type { ProblemLog } from "./problems.ts";
import type { Unit } from "./units.ts";

/** Under which keys a format has the figures that it states. */
export type StatedKeys = Readonly<Partial<Record<Exclude<keyof Stated, "percentiles">, string>>>;

/** The figures that an object states; one that it does not is missing, with a problem if the tool always writes it. */
export function statedFigures(
  object: JsonObject,
  keys: StatedKeys,
  unit: Unit,
  name: string,
  problems: ProblemLog,
  always: readonly (keyof StatedKeys)[] = [],
): Stated {
  const stated: Record<string, number> = {};
  for (const [figureName, key] of Object.entries(keys)) {
    if (!Object.hasOwn(object, key)) continue;
    const whose = `${shown(key)} of ${shown(name)}`;
    const read =
      figureName === "count" ? count(object[key], whose, problems) : figure(object[key], unit, whose, problems);
    if (read !== undefined) stated[figureName] = read;
  }
  const missing = always.find((figureName) => !Object.hasOwn(object, keys[figureName] ?? figureName));
  if (missing !== undefined)
    problems.note("unreadable-entry", `${shown(name)} has no ${shown(keys[missing] ?? missing)}.`);
  return { ...stated, percentiles: [] };
}

/** The percentiles that an object states; `percentOf` tells which one a key is, and is undefined for any other key. */
export function statedPercentiles(
  value: unknown,
  percentOf: (key: string) => number | undefined,
  unit: Unit,
  name: string,
  problems: ProblemLog,
): readonly Percentile[] {
  if (!isObject(value)) return [];
  const percentiles: Percentile[] = [];
  for (const key of Object.keys(value)) {
    const percent = percentOf(key);
    if (percent === undefined || !(percent >= 0 && percent <= 100)) continue;
    const read = figure(value[key], unit, `${shown(key)} of ${shown(name)}`, problems);
    if (read !== undefined) percentiles.push({ percent, value: read });
  }
  return percentiles.toSorted((one, other) => one.percent - other.percent);
}
