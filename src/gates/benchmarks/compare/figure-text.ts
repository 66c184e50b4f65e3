import { figureText as textOf } from "../../../formats/benchmarks/figure-text.ts";

/** A figure for a person, with as many digits as a change of a thousandth takes: `12.34 ms`. */
export function figureText(value: number, unit: string): string {
  return textOf(value, unit, 4);
}

/** `1.23`, or a dash where there is none. */
export function ratioText(ratio: number | undefined): string {
  return ratio === undefined || !Number.isFinite(ratio) || ratio > 1e6 ? "–" : ratio.toFixed(3);
}

/** A share as a percentage: `10 %`. */
export function percentText(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}
