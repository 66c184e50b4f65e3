import { grouped } from "./count-of.ts";

/** So many lines stand below a finding. */
const maxLines = 10;

/** The first lines, and how many more there are. */
export function shortTrace(lines: readonly string[]): readonly string[] {
  if (lines.length <= maxLines) return lines;
  return [...lines.slice(0, maxLines), `and ${grouped(lines.length - maxLines)} more`];
}
