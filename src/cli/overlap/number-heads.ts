/** By which numbers messages call heads. */
export interface HeadNumbers {
  /** Whether they are those of pull requests; else they are places in the list, from 1 on. */
  readonly arePullRequests: boolean;
  /** In the order of the heads, all of them distinct. */
  readonly numbers: readonly number[];
}

/** Numbers of pull requests where every ref is that of another one; who mixes them with branches gets places. */
export function numberHeads(refs: readonly string[]): HeadNumbers {
  const numbers = refs.flatMap((ref) => pullRequestOf(ref) ?? []);
  const isWhole = numbers.length === refs.length && new Set(numbers).size === refs.length;
  return isWhole
    ? { arePullRequests: true, numbers }
    : { arePullRequests: false, numbers: refs.map((_, at) => at + 1) };
}

/** Of `refs/pull/7/head`, and of what people fetch it as, such as `pull/7/head` or `origin/pull/7/head`. */
export function pullRequestOf(ref: string): number | undefined {
  const digits = /^(?:refs\/)?(?:remotes\/)?(?:[^/]+\/)?pull\/(\d+)\/(?:head|merge)$/.exec(ref)?.[1];
  const number = Number(digits);
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}
