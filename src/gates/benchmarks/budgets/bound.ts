import { convert, unitOf } from "../../../formats/benchmarks/units.ts";

/** A bound of a budget in the unit that series have: 250 ms are 0.25 "s". */
export interface Bound {
  readonly value: number;
  readonly unit: string;
}

const written = /^(\d{1,15}(?:\.\d{1,15})?)\s?([\p{L}/%].{0,49})?$/u;

/** Reads `250ms`, `1.5 GiB`, `1000/s` or a plain number. Undefined for anything else. */
export function boundOf(text: string | number): Bound | undefined {
  const [, digits = "", unit = ""] = written.exec(String(text)) ?? [];
  if (digits === "") return undefined;
  const known = unitOf(unit);
  const value = convert(Number(digits), known);
  return Number.isFinite(value) ? { value, unit: known.name } : undefined;
}
