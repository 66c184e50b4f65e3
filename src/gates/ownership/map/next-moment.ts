import { namesOf } from "../../../formats/ownership/pattern.ts";
import type { Effort } from "../../../formats/ownership/segment.ts";
import type { Claim } from "./claims.ts";

/** When the first of these begins or ends that is about any of the paths, after this moment. Throws TooMuchEffort. */
export function nextMoment(
  claims: readonly Claim[],
  paths: readonly string[],
  now: number,
  effort?: Effort,
): number | undefined {
  const split = paths.map((path) => ({ path, names: namesOf(path) }));
  const moments = claims.flatMap(({ from, until, paths: set }) => {
    const ahead = [from, until].flatMap((moment) => (moment !== undefined && moment > now ? [moment] : []));
    const isAbout =
      ahead.length > 0 && split.some(({ path, names }) => set.reasonFor(path, names, effort) !== undefined);
    return isAbout ? ahead : [];
  });
  return moments.length === 0 ? undefined : Math.min(...moments);
}
