import type { Table } from "../core/verdict.ts";
import { escapeMarkdown } from "./markdown.ts";

/** A table of figures in Markdown. Every cell is foreign text. */
export function tableSection({ title, columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => escapeMarkdown(cell) || " ").join(" | ")} |`;
  const rule = `|${columns.map(() => "---").join("|")}|`;
  return [`### ${escapeMarkdown(title)}`, "", line(columns), rule, ...rows.map(line)].join("\n");
}
