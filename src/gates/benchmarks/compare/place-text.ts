import { countOf } from "../../../core/count-of.ts";
import { fullName } from "./benchmark-name.ts";
import type { Grounds } from "./comparison.ts";
import type { BenchmarkPlace } from "./paired-benchmarks.ts";

/** Longer names are cut in sentences. */
const maxName = 200;

/** What a sentence calls a benchmark; names are foreign text. */
export function placeText(place: BenchmarkPlace): string {
  const name = fullName(place);
  return name.length <= maxName ? name : `${name.slice(0, maxName - 1)}…`;
}

export function groundsText(grounds: Grounds): string {
  switch (grounds.kind) {
    case "pairs":
      return countOf(grounds.pairs, "pair");
    case "history":
      return countOf(grounds.points, "earlier run");
    case "ratio":
      return `${countOf(grounds.pairs, "pair")}, plain`;
  }
}
