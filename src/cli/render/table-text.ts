import type { Table } from "../../core/verdict.ts";
import type { Paint } from "./paint.ts";
import { visibleLine } from "./visible.ts";

/** A table of figures for a terminal, its columns as wide as they have to be. */
export function tableText({ title, columns, rows }: Table, paint: Paint): string {
  const cells = [columns, ...rows].map((row) => row.map(visibleLine));
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd();
  const [head = [], ...body] = cells;
  return [paint.bold(visibleLine(title)), paint.dim(line(head)), ...body.map(line)].join("\n");
}
