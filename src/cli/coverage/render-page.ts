import type { Table } from "../../core/verdict.ts";
import { escapeMarkdown } from "../../github/markdown.ts";
import { type Paint, paintFor } from "../render/paint.ts";
import { visible, visibleLine } from "../render/visible.ts";
import type { Page, Remark } from "./page.ts";

const signs = { passed: "✓", failed: "✗", advice: "!", unproven: "?", note: "i" } as const;

/** For a terminal. Ends with a line feed. */
export function renderPretty({ heading, tables, remarks, conclusion }: Page, color: boolean): string {
  const paint = paintFor(color);
  const blocks = [
    paint.bold(visibleLine(heading)),
    ...tables.map((table) => prettyTable(table, paint)),
    ...remarks.map((remark) => prettyRemark(remark, paint)),
    prettyRemark(conclusion, paint),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function prettyTable({ title, columns, rows }: Table, paint: Paint): string {
  const shown = [columns, ...rows].map((row) => row.map(visibleLine));
  const widths = columns.map((_, column) => Math.max(...shown.map((row) => row[column]?.length ?? 0)));
  const lines = shown.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const [head = "", ...others] = lines;
  return [paint.bold(visibleLine(title)), paint.dim(head), ...others].join("\n");
}

function prettyRemark({ sign, text, lines }: Remark, paint: Paint): string {
  const style = { passed: paint.green, failed: paint.red, advice: paint.yellow, unproven: paint.red, note: paint.dim };
  const [first = "", ...others] = visible(text).split("\n");
  const rest = [...others, ...lines.map((line) => visibleLine(line))];
  return [`${style[sign](signs[sign])} ${first}`, ...rest.map((line) => `    ${line}`)].join("\n");
}

/** For an issue, a comment or a job's summary. Ends with a line feed. */
export function renderMarkdown({ heading, tables, remarks, conclusion }: Page): string {
  const blocks = [
    `## ${escapeMarkdown(heading)}`,
    markdownRemark(conclusion),
    ...tables.map(markdownTable),
    ...(remarks.length === 0 ? [] : [remarks.map((remark) => `- ${markdownRemark(remark)}`).join("\n")]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function markdownTable({ title, columns, rows }: Table): string {
  const row = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(" | ")} |`;
  const rule = `| ${columns.map(() => "---").join(" | ")} |`;
  return [`### ${escapeMarkdown(title)}`, "", row(columns), rule, ...rows.map(row)].join("\n");
}

function markdownRemark({ sign, text, lines }: Remark): string {
  return [`${signs[sign]} ${escapeMarkdown(text)}`, ...lines.map((line) => `  - ${escapeMarkdown(line)}`)].join("\n");
}
