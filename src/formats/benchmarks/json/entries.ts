import { isObject, type JsonObject } from "../../reports/json/shapes.ts";
import { shown } from "../../reports/problem-log.ts";
import { MAX_PARAMETERS } from "../limits.ts";
import type { Parameter } from "../model.ts";
import type { ProblemLog } from "../problems.ts";
import { type Unit, unitOf } from "../units.ts";

/** The entry of one benchmark and its name; undefined, and a problem, for anything else. */
export function namedEntry(
  value: unknown,
  nameKey: string,
  problems: ProblemLog,
): { readonly entry: JsonObject; readonly name: string } | undefined {
  const name = isObject(value) ? value[nameKey] : undefined;
  if (isObject(value) && typeof name === "string") return { entry: value, name };
  problems.note("unreadable-entry", `a benchmark has no ${shown(nameKey)}.`);
  return undefined;
}

/** The unit under a key. Undefined, and a problem, where there is none: its figures could be of any size. */
export function unitUnder(entry: JsonObject, key: string, name: string, problems: ProblemLog): Unit | undefined {
  const unit = entry[key];
  if (typeof unit === "string") return unitOf(unit);
  problems.note("unreadable-entry", `${shown(name)} has no ${shown(key)} that can be read.`);
  return undefined;
}

/** The object under a key; undefined, and a problem, where there is none. */
export function partOf(entry: JsonObject, key: string, name: string, problems: ProblemLog): JsonObject | undefined {
  const part = entry[key];
  if (isObject(part)) return part;
  problems.note("unreadable-entry", `${shown(name)} has no ${shown(key)} that can be read.`);
  return undefined;
}

/** Names and values of parameters. What is no text is written as JSON has it. */
export function parametersOf(value: unknown): readonly Parameter[] {
  if (!isObject(value)) return [];
  const names = Object.keys(value).slice(0, MAX_PARAMETERS + 1);
  return names.map((name) => {
    const parameter = value[name];
    return { name, value: typeof parameter === "string" ? parameter : String(JSON.stringify(parameter)) };
  });
}
