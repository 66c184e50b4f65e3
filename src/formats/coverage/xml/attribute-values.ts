import { shown } from "../../reports/problem-log.ts";
import { countFromText, digitsOf } from "../counts.ts";
import type { ProblemLog } from "../problems.ts";
import type { Attributes } from "./attributes.ts";

/** How often something ran. What cannot be read is 0 and a problem: the line stays, and nobody gains by it. */
export function hitsFrom(attributes: Attributes, name: string, problems: ProblemLog): number {
  const whole = attributes.digits(name);
  if (whole !== -1) return whole;
  const text = attributes.text(name);
  const count = text === undefined ? undefined : countFromText(text.trim());
  if (count === undefined || count.kind === "unreadable") {
    const what = text === undefined ? "is missing" : `cannot be read: ${shown(text)}`;
    problems.note("unreadable-entry", `the attribute ${name} ${what}. It is taken for 0.`);
    return 0;
  }
  if (count.kind === "odd") problems.note("odd-count", count.what);
  return count.hits;
}

/** A whole number that says where or how much; undefined and a problem when there is none. */
export function numberFrom(attributes: Attributes, name: string, problems: ProblemLog): number | undefined {
  const whole = attributes.digits(name);
  if (whole !== -1) return whole;
  const text = attributes.text(name);
  const trimmed = text === undefined ? -1 : digitsOf(text.trim());
  if (trimmed !== -1) return trimmed;
  const what = text === undefined ? "is missing" : `cannot be read: ${shown(text)}`;
  problems.note("unreadable-entry", `the attribute ${name} ${what}, so a line is lost.`);
  return undefined;
}

/** A total that a tool wrote. It is only compared, so whatever else it is counts as nothing. */
export function declaredFrom(attributes: Attributes, name: string): number {
  return Math.max(0, attributes.digits(name));
}
