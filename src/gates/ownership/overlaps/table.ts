import { firstRows } from "../../../core/report-table.ts";
import type { Table } from "../../../core/verdict.ts";
import { yieldReasons } from "../../../core/yield-reasons.ts";
import type { OverlapFacts } from "../model.ts";
import type { JudgedOverlap } from "./effects.ts";
import { filesText, linesText, ordersText, partnerText } from "./wording.ts";

/** Whom the pull request meets, at every level; none where it is not known. */
export function overlapTables(facts: OverlapFacts, judged: readonly JudgedOverlap[]): readonly Table[] {
  if (facts.kind !== "overlaps" || judged.length === 0) return [];
  const rows = judged.map(({ overlap, effect }) => {
    const { other, level, orders, files, yields } = overlap;
    const lines = linesText(files.flatMap(({ mine }) => mine));
    return [
      effect === "blocks" ? "✗" : effect === "listed" ? "" : "!",
      partnerText(other),
      level,
      level === "textual" ? ordersText(orders) : "clean",
      lines === "" ? filesText(files) : `${filesText(files)}: ${lines}`,
      `${yields.number === other.number ? "this one" : `#${other.number}`}: ${yieldReasons[yields.rule]}`,
    ];
  });
  const columns = ["", "with", "level", "merge", "where", "goes first"];
  return [firstRows({ title: "Open pull requests that it meets", columns, rows })];
}
