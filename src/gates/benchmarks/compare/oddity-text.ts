import type { Oddity } from "./paired-benchmarks.ts";

const texts: Readonly<Record<Oddity, string>> = {
  "no-direction": "it is not known which values are better",
  "no-shared-figure": "both sides have no figure of the same kind",
  "not-in-all-pairs": "only one side of some pairs has it, so these do not count",
};

export function oddityText(kind: Oddity): string {
  return texts[kind];
}
