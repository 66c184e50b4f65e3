import { countOf } from "../../../core/count-of.ts";
import type { Table } from "../../../core/verdict.ts";
import type { Comparison, Outcome } from "./comparison.ts";
import { figureText, percentText, ratioText } from "./figure-text.ts";
import { groundsText, placeText } from "./place-text.ts";
import { sparkline } from "./sparkline.ts";

const signs: Readonly<Record<Outcome, string>> = { regressed: "✗", undecided: "?", improved: "↑", unchanged: "✓" };
const columns = ["", "benchmark", "base", "head", "ratio", "interval", "limit", "of", "course", "verdict"];

/** Comparisons in the order in which they are given, as rows for people. Names are foreign text. */
export function comparisonTable(title: string, comparisons: readonly Comparison[]): Table {
  const metrics = new Set(comparisons.map(({ place }) => place.metric));
  const rows = comparisons.map((comparison) => {
    const { place, base, head, ratio, interval, limit, outcome, grounds, course } = comparison;
    return [
      limit === undefined ? "–" : signs[outcome],
      metrics.size > 1 ? `${placeText(place)}, ${place.metric}` : placeText(place),
      figureText(base, place.unit),
      figureText(head, place.unit),
      ratioText(ratio),
      interval === undefined ? "–" : `${ratioText(interval[0])}…${ratioText(interval[1])}`,
      limit === undefined ? "none" : percentText(limit),
      groundsText(grounds),
      sparkline(course),
      verdictText(comparison),
    ];
  });
  return { title, columns, rows };
}

function verdictText({ outcome, further }: Comparison): string {
  return outcome === "undecided" && further !== undefined ? `undecided, ${countOf(further, "more pair")}` : outcome;
}
