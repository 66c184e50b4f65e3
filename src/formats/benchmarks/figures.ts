import { isArray } from "../reports/json/shapes.ts";
import { shown } from "../reports/problem-log.ts";
import { MAX_SAMPLES } from "./limits.ts";
import type { ProblemLog } from "./problems.ts";
import { convert, plain, type Unit } from "./units.ts";

const number = /^[+-]?(\d{1,400}(\.\d{0,400})?|\.\d{1,400})([eE][+-]?\d{1,400})?$/;
const word = /^[+-]?(nan|inf|infinity)$/i;

/**
 * One figure of a report, in the unit of its series. Undefined when the report has none there, and, with a problem, for
 * one that nobody may judge by. `whose` begins the sentence about it.
 */
export function figure(value: unknown, unit: Unit, whose: string, problems: ProblemLog): number | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const read = typeof value === "string" ? fromText(value, whose, problems) : value;
  if (read === undefined) return undefined;
  if (typeof read !== "number") {
    problems.note("unreadable-entry", `${whose} is no number: ${shown(String(JSON.stringify(value)))}.`);
    return undefined;
  }
  const converted = convert(read, unit);
  if (!Number.isFinite(converted)) {
    problems.note("not-finite", `${whose} is ${shown(String(value))}, which is no finite number.`);
    return undefined;
  }
  if (converted < 0 && unit.measures !== "value") {
    problems.note("negative", `${whose} is ${converted} ${unit.name}.`);
    return undefined;
  }
  // Minus zero is zero.
  return converted + 0;
}

function fromText(text: string, whose: string, problems: ProblemLog): number | undefined {
  const trimmed = text.trim();
  if (word.test(trimmed)) return Number.NaN;
  if (!number.test(trimmed)) {
    problems.note("unreadable-entry", `${whose} is no number: ${shown(text)}.`);
    return undefined;
  }
  problems.note("number-as-text", `${whose} is written as the text ${shown(text)}.`);
  return Number(trimmed);
}

/** How many there are of something. */
export function count(value: unknown, whose: string, problems: ProblemLog): number | undefined {
  const read = figure(value, plain, whose, problems);
  if (read === undefined || (Number.isSafeInteger(read) && read >= 0)) return read;
  problems.note("unreadable-entry", `${whose} is ${read}, which counts nothing.`);
  return undefined;
}

/**
 * All samples of a list. Undefined when the report has none; and, with a problem, when one of them cannot be taken: a
 * part of them would stand for something else.
 */
export function samples(value: unknown, unit: Unit, whose: string, problems: ProblemLog): Float64Array | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isArray(value)) {
    problems.note("unreadable-entry", `${whose} are no list.`);
    return undefined;
  }
  if (value.length === 0) return undefined;
  if (value.length > MAX_SAMPLES) {
    problems.note("limit", `${whose} are more than ${MAX_SAMPLES}.`);
    return undefined;
  }
  const read = new Float64Array(value.length);
  for (let index = 0; index < read.length; index += 1) {
    const item = value[index];
    const one = figure(item, unit, `one of ${whose}`, problems);
    if (one === undefined) {
      if (item === undefined || item === null || item === "")
        problems.note("unreadable-entry", `one of ${whose} is missing.`);
      return undefined;
    }
    read[index] = one;
  }
  return read;
}
