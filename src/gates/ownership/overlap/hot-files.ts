import type { OverlapLevel } from "../../../core/overlap.ts";
import type { Candidate, PathIndex } from "./candidates.ts";

/** From which share and number of open pull requests on a file is nothing special any more. */
export interface HotLimits {
  readonly share: number;
  readonly fewest: number;
}

const defaultHotLimits: HotLimits = { share: 0.05, fewest: 6 };

/** Paths that so many heads touch that meeting there says nothing by itself: lists, lock files, change logs. */
export function hotFiles(index: PathIndex, limits: HotLimits = defaultHotLimits): ReadonlySet<string> {
  const least = Math.max(limits.fewest, index.heads.length * limits.share);
  return new Set([...index.byPath].filter(([, places]) => places.length >= least).map(([path]) => path));
}

/** Whether two meet at hot files and nowhere else. */
export function meetWhereHot(
  { shared, folders }: Pick<Candidate, "shared" | "folders">,
  isHot: (path: string) => boolean,
): boolean {
  return !folders && shared.length > 0 && shared.every(isHot);
}

/** Meeting at a hot file says nothing as long as git can merge it, and nothing of the other is lost or made twice. */
export function countsWhereHot(level: OverlapLevel): boolean {
  return level !== "file" && level !== "symbol" && level !== "hunk";
}
