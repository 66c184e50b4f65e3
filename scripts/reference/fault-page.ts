import { faultTexts } from "../../src/cli/explain/fault-texts.ts";
import { cell, generatedRemark } from "./markdown.ts";

/** docs/reference/faults.md */
export function faultPage(): string {
  const rows = Object.entries(faultTexts).map(
    ([code, { means, remedy }]) => `| \`${code}\` | ${cell(means)} | ${cell(remedy)} |`,
  );
  const introduction = `A fault is Lanekeeper's own trouble, never the author's. The command line prints its message and code and exits with 70, or
with 2 when the command line or the environment caused it. On a pull request, a gate that a fault stopped is *unproven*,
and unproven blocks. \`lanekeeper explain <code>\` shows the same text.`;
  const table = ["| code | what it means | what to do |", "|---|---|---|", ...rows].join("\n");
  return `${["# Faults", generatedRemark, introduction, table].join("\n\n")}\n`;
}
