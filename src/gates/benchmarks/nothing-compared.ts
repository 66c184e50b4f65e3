import { comparesAny } from "./compare/limits.ts";
import { oddityText } from "./compare/oddity-text.ts";
import { placeText } from "./compare/place-text.ts";
import type { BenchmarkFacts, BenchmarkSettings } from "./model.ts";

/** Why nothing can be compared, where that is all that was asked for. Budgets are judged even so. */
export function objectionToNothing(settings: BenchmarkSettings, facts: BenchmarkFacts): string | undefined {
  const all = [...facts.paired, facts.history];
  const compared = all.some(({ benchmarks }) => benchmarks.length > 0);
  if (compared || !comparesAny(settings) || settings.budgets.length > 0) return undefined;
  const [odd] = all.flatMap((reports) => reports.odd);
  if (odd !== undefined) {
    return `No benchmark can be compared. Of ${placeText(odd.place)} ${oddityText(odd.kind)}. Say with \`better\` which values are better, and measure both sides in the same way.`;
  }
  const advice =
    facts.paired.length > 0
      ? "Measure the same benchmarks on both sides."
      : "Let the workflow that measures run on pushes to the base branch too, or measure base and head in pairs, with `base-path`.";
  return `The base has none of the ${facts.head.length} benchmarks that head has, so nothing can be compared. ${advice}`;
}
