import type { PathIndex } from "./candidates.ts";

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
