import { countOf } from "../../../core/count-of.ts";
import type { OverlapFacts } from "../model.ts";
import type { JudgedOverlap } from "./effects.ts";

/** So many numbers fit into a title. */
const maxNumbers = 3;

/** "It has to wait for #130." Empty where nothing is known. */
export function overlapSummary(facts: OverlapFacts, judged: readonly JudgedOverlap[]): string {
  if (facts.kind !== "overlaps") return "";
  const blocking = judged.filter(({ effect }) => effect === "blocks");
  if (blocking.length > 0) return ` It has to wait for ${numbersText(blocking)}.`;
  const met = judged.filter(({ effect }) => effect !== "listed");
  if (met.length > 0) return ` It meets ${numbersText(met)}.`;
  return ` It meets none of ${countOf(facts.overlaps.compared, "open pull request")}.`;
}

function numbersText(judged: readonly JudgedOverlap[]): string {
  const shown = judged.slice(0, maxNumbers).map(({ overlap }) => `#${overlap.other.number}`);
  const rest = judged.length - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}
