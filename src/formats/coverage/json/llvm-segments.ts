import { isArray } from "../../reports/json/shapes.ts";
import { wholeNumber } from "./values.ts";

/** Where the count changes: [line, column, count, has count, is entry of a region, is gap]. */
export interface Segment {
  readonly line: number;
  readonly count: number;
  readonly hasCount: boolean;
  readonly entry: boolean;
  readonly gap: boolean;
}

/** Undefined for what is no segment. Versions before 11 know no gaps. */
export function segmentFrom(value: unknown): Segment | undefined {
  if (!isArray(value)) return undefined;
  const [line, , count, hasCount, entry, gap = false] = value;
  const number = wholeNumber(line);
  if (number === undefined || typeof count !== "number" || !(count >= 0)) return undefined;
  if (typeof hasCount !== "boolean" || typeof entry !== "boolean" || typeof gap !== "boolean") return undefined;
  return { line: number, count: Math.min(count, Number.MAX_SAFE_INTEGER), hasCount, entry, gap };
}

/**
 * The lines that segments stand for, as `LineCoverageStats` of LLVM derives them: a line is executable when a region with
 * a count starts on it or goes on over it, and its count is the greatest of them. It is partial when a region on it did
 * not run. Answers false, and stops, at a region that goes on for more than `maxSpan` lines, or when `visit` does.
 */
export function eachLine(
  segments: readonly Segment[],
  maxSpan: number,
  visit: (line: number, hits: number, partial: boolean) => boolean,
): boolean {
  let wrapped: Segment | undefined;
  for (let next = 0; next < segments.length; ) {
    const line = segments[next]?.line ?? 0;
    const first = next;
    while (next < segments.length && segments[next]?.line === line) next += 1;
    const here = segments.slice(first, next);
    const mapped = mappedCounts(here, wrapped);
    if (mapped !== undefined) {
      const most = mapped.reduce((left, right) => Math.max(left, right));
      if (!visit(line, most, most > 0 && mapped.includes(0))) return false;
    }
    wrapped = here.at(-1);
    const last = segments[next]?.line ?? line;
    if (wrapped?.hasCount !== true) continue;
    if (last - line > maxSpan) return false;
    for (let between = line + 1; between < last; between += 1) {
      if (!visit(between, wrapped.count, false)) return false;
    }
  }
  return true;
}

/** Counts of the regions on a line; undefined when it is not executable. */
function mappedCounts(here: readonly Segment[], wrapped: Segment | undefined): readonly number[] | undefined {
  const starts = here.filter(({ gap, hasCount, entry }) => !gap && hasCount && entry);
  const [first] = here;
  const startsSkipped = first !== undefined && !first.hasCount && first.entry;
  const goesOn = wrapped?.hasCount === true;
  if (startsSkipped || (!goesOn && starts.length === 0)) return undefined;
  return [...(wrapped === undefined ? [] : [wrapped.count]), ...starts.map(({ count }) => count)];
}

/** Segments have to ascend, or lines between them would be made up. */
export function ascend(segments: readonly Segment[]): boolean {
  return segments.every((segment, index) => index === 0 || (segments[index - 1]?.line ?? 0) <= segment.line);
}
