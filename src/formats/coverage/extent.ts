import type { FileCoverage } from "./model.ts";
import { END, lineCursor } from "./table/line-table.ts";

/** How far down a file a report goes. */
export interface Extent {
  /** The last line that it names; 0 when it names none. */
  readonly last: number;
  /** How many lines it names. */
  readonly lines: number;
}

export function extentOf({ lines: table }: FileCoverage): Extent {
  let [last, lines] = [0, 0];
  for (const cursor = lineCursor(table); cursor.line !== END; cursor.next()) {
    last = cursor.line;
    lines += 1;
  }
  return { last, lines };
}
