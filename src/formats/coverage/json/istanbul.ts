import { isArray, isObject, type JsonObject } from "../../reports/json/shapes.ts";
import { type Collector, collector } from "../collector.ts";
import type { ProblemLog } from "../problems.ts";
import type { JsonFormat } from "./json-format.ts";
import { hitsOf, refuse, wholeNumber } from "./values.ts";

/**
 * Istanbul's coverage-final.json, as nyc, c8, jest and vitest write it. A line is executed as often as the statement on
 * it that ran most; only the line where a statement starts is one. Names of arms and statements are their places in the
 * source, as in Istanbul's own merge, since its numbers differ between runs.
 */
export function istanbul(problems: ProblemLog): JsonFormat {
  const files = collector("istanbul", problems);
  return {
    patterns: [["*"]],
    several: false,
    value([key = ""], value) {
      // Old versions put the object of a file inside another.
      const entry = isObject(value) && isObject(value["data"]) ? value["data"] : value;
      if (!isObject(entry)) {
        refuse(key, "object", problems);
        return;
      }
      const path = typeof entry["path"] === "string" ? entry["path"] : key;
      if (!files.open(path)) return;
      readStatements(path, entry, files, problems);
      readBranches(path, entry, files, problems);
    },
    end() {
      const read = files.files({ branches: true, statements: true });
      return { kind: "lines", format: "istanbul", files: read, hints: { style: "file", roots: [] } };
    },
  };
}

/** Two objects that belong together by key: where something is, and how often it ran. */
function pairsOf(
  path: string,
  entry: JsonObject,
  mapKey: string,
  countKey: string,
  problems: ProblemLog,
): readonly (readonly [JsonObject, unknown])[] {
  const [map, counts] = [entry[mapKey], entry[countKey]];
  if (!isObject(map) || !isObject(counts)) {
    refuse(path, `${mapKey} and ${countKey}`, problems);
    return [];
  }
  // A key without its partner is a place that was lost.
  for (const key of Object.keys(counts)) if (!Object.hasOwn(map, key)) refuse(path, `${mapKey} of a count`, problems);
  return Object.entries(map).flatMap(([key, place]) => {
    if (isObject(place) && Object.hasOwn(counts, key)) return [[place, counts[key]] as const];
    refuse(path, `${countKey} of a place`, problems);
    return [];
  });
}

function readStatements(path: string, entry: JsonObject, files: Collector, problems: ProblemLog): void {
  const names = uniqueNames();
  for (const [place, count] of pairsOf(path, entry, "statementMap", "s", problems)) {
    const line = lineOf(place["start"]);
    if (line === undefined) {
      refuse(path, "start line of a statement", problems);
      continue;
    }
    const hits = hitsOf(count, "a statement", problems);
    files.line(line, hits, false);
    files.statement(line, names(line, placeText(place)), 1, hits);
  }
}

function readBranches(path: string, entry: JsonObject, files: Collector, problems: ProblemLog): void {
  const names = uniqueNames();
  for (const [branch, counts] of pairsOf(path, entry, "branchMap", "b", problems)) {
    // Very old versions wrote the arms as an object.
    const arms = isArray(counts) ? counts : isObject(counts) ? Object.values(counts) : undefined;
    const locations = isArray(branch["locations"]) ? branch["locations"] : [];
    if (arms === undefined || (locations.length > 0 && arms.length < locations.length)) {
      refuse(path, "arms of a branch", problems);
      continue;
    }
    const location = isObject(branch["loc"]) ? branch["loc"] : isObject(locations[0]) ? locations[0] : {};
    const line = wholeNumber(branch["line"]) ?? lineOf(location["start"]) ?? 0;
    const name = names(line, `${String(branch["type"])} ${placeText(location)}`);
    for (const [index, count] of arms.entries()) {
      files.arm(line, `${name} ${index}`, hitsOf(count, "an arm", problems));
    }
  }
}

/** A name for each thing of a line; what is at the same place twice gets a number. */
function uniqueNames(): (line: number, name: string) => string {
  const seen = new Map<string, number>();
  return (line, name) => {
    const key = `${line} ${name}`;
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return times === 0 ? name : `${name} #${times}`;
  };
}

function lineOf(position: unknown): number | undefined {
  return isObject(position) ? wholeNumber(position["line"]) : undefined;
}

function placeText({ start, end }: JsonObject): string {
  const [from, to] = [isObject(start) ? start : {}, isObject(end) ? end : {}];
  return [from["column"], to["line"], to["column"]].map((part) => wholeNumber(part) ?? "").join(":");
}
