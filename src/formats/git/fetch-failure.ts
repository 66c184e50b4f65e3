/** Why `git fetch` over HTTP did not succeed, as far as what it printed tells. */
export type FetchFailure =
  | "forbidden"
  | "repository-not-found"
  | "revision-not-found"
  | "rate-limited"
  | "unavailable"
  | "other";

/** Git has one exit code for all of these, so its words (of `LC_ALL=C`) are all there is. The first match counts. */
const signs: readonly (readonly [RegExp, FetchFailure])[] = [
  [/couldn't find remote ref|not our ref|unadvertised object|no such remote ref/i, "revision-not-found"],
  [/returned error: 429|rate limit/i, "rate-limited"],
  [/authentication failed|could not read (username|password)|returned error: 40[13]/i, "forbidden"],
  [/repository '.*' not found|returned error: (404|30\d)|redirect/i, "repository-not-found"],
  [
    /returned error: 5\d\d|could not resolve|failed to connect|couldn't connect|connection (refused|reset)/i,
    "unavailable",
  ],
  [/timed out|operation too slow|rpc failed|early eof|hung up unexpectedly|transfer closed/i, "unavailable"],
  [/unexpected disconnect|unable to access|empty reply|expected flush|remote error/i, "unavailable"],
];

/** Sorts what `git fetch` printed to its standard error. */
export function classifyFetchFailure(stderr: string): FetchFailure {
  return signs.find(([sign]) => sign.test(stderr))?.[1] ?? "other";
}
