import { countOf } from "../../core/count-of.ts";
import type { Extent } from "../../formats/coverage/extent.ts";
import type { MeasuredReport } from "./model.ts";

/** A tool may name the line behind the last one, as that of a closing brace or of the end itself. */
const tolerance = 2;

export interface KnownLengths {
  /** Lines of files of head, as far as they are known. */
  readonly lengths: ReadonlyMap<string, number>;
  /** Files that the change touches, where its lines have a threshold. */
  readonly judged: ReadonlySet<string>;
  /** Percent. */
  readonly maxUnresolved: number;
}

export type BeyondEnd =
  | { readonly kind: "none" }
  /** Few enough of the lines. */
  | { readonly kind: "remark"; readonly what: string }
  | { readonly kind: "too-many"; readonly what: string };

/** Whether a report names lines that its files do not have, which a report of this commit cannot do. */
export function beyondEnd({ extents }: Pick<MeasuredReport, "extents">, known: KnownLengths): BeyondEnd {
  const longer = [...extents].flatMap(([path, extent]): Longer[] => {
    const length = known.lengths.get(path);
    return length !== undefined && extent.last > length + tolerance ? [{ path, length, ...extent }] : [];
  });
  const [first, ...others] = longer.toSorted((one, other) => other.last - other.length - (one.last - one.length));
  if (first === undefined) return { kind: "none" };
  const more = others.length === 0 ? "" : `, and lines beyond the end of ${countOf(others.length, "other file")}`;
  const what = `it names line ${first.last} of ${first.path}, which has ${countOf(first.length, "line")}${more}: it seems to be of another commit`;
  const wrongPaths = new Set(longer.map(({ path }) => path));
  const isLonger = ([path]: readonly [string, Extent]) => wrongPaths.has(path);
  const isJudged = ([path]: readonly [string, Extent]) => known.judged.has(path);
  const shares = [
    { where: "", all: [...extents] },
    { where: " in changed files", all: [...extents].filter(isJudged) },
  ].map(({ where, all }) => ({ where, total: linesOf(all), wrong: linesOf(all.filter(isLonger)) }));
  const worst = shares.find(({ wrong, total }) => wrong * 100 > known.maxUnresolved * total);
  if (worst === undefined) return { kind: "remark", what: `${what}.` };
  const share = `Such files have ${worst.wrong} of its ${countOf(worst.total, "line")}${worst.where}`;
  const fix =
    "Let the tests run on this very commit, and write no files before them, or raise `max-unresolved` or `exclude` the files.";
  return { kind: "too-many", what: `${what}. ${share}. ${fix}` };
}

interface Longer extends Extent {
  readonly path: string;
  readonly length: number;
}

function linesOf(extents: readonly (readonly [string, Extent])[]): number {
  return extents.reduce((sum, [, { lines }]) => sum + lines, 0);
}
