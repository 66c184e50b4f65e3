/** Of one benchmark. */
export interface Past {
  /** How far its earlier values were off their levels, in the order of time, the latest last. */
  readonly residuals: readonly number[];
  /** From how far off on a head's value can be called slower or faster. */
  readonly bound: number;
}

/** In so many commits, one at which the suite would have alarmed is forgiven. */
const commitsPerAlarm = 20;
/** Of so many benchmarks, one may alarm time and again without the others being doubted. */
const benchmarksPerRestless = 20;

/**
 * Why an alarm is not to be believed: the same rule would have alarmed at earlier values as well, though none of them stayed.
 * One for each, undefined where an alarm counts. `sign` is 1 for slower and −1 for faster.
 *
 * A slow machine and a slow head look alike in one value, and no spread tells how often machines are slow. So the rule is tried
 * on what it stands on. If alarms come at a rate of r a commit, and a of n commits are forgiven, it alarms falsely with about
 * r · P(Bin(n, r) ≤ a), which is at most 4.4 % for n ≥ 8 and whatever r is.
 */
export function alarmsBefore(suite: readonly Past[], sign: 1 | -1): readonly (string | undefined)[] {
  const alarms = suite.map(({ residuals, bound }) =>
    residuals.flatMap((residual, index) => (sign * residual > bound ? [residuals.length - index] : [])),
  );
  const own = suite.map(({ residuals }, index) => {
    const count = alarms[index]?.length ?? 0;
    return count > Math.max(1, forgiven(residuals.length)) ? ownText(count, residuals.length, sign) : undefined;
  });
  // A benchmark that is never steady says nothing about the others, if it is nearly the only one.
  const restless = own.filter((because) => because !== undefined).length;
  const few = restless <= Math.max(1, suite.length / benchmarksPerRestless);
  const steady = new Set(alarms.filter((_, index) => !few || own[index] === undefined).flat());
  const commits = suite.reduce((most, { residuals }) => Math.max(most, residuals.length), 0);
  const all = steady.size > forgiven(commits) ? suiteText(steady.size, commits, sign) : undefined;
  return own.map((because) => because ?? all);
}

function forgiven(commits: number): number {
  return Math.floor(commits / commitsPerAlarm);
}

function ownText(count: number, commits: number, sign: 1 | -1): string {
  return `${count} of the ${commits} figures before were as far ${sideOf(sign)}, without a change that stayed.`;
}

function suiteText(count: number, commits: number, sign: 1 | -1): string {
  return `At ${count} of the ${commits} commits before, a figure of the suite was as far ${sideOf(sign)}, without a change that stayed.`;
}

function sideOf(sign: 1 | -1): string {
  return sign === 1 ? "on the bad side" : "on the good side";
}

/** How many of the latest values are off to one side: too few to be a step, and too many at the end to be taken for outliers. */
export function latestAway({ residuals, bound }: Past): number {
  const latest = residuals.at(-1) ?? 0;
  if (Math.abs(latest) <= bound) return 0;
  const sign = Math.sign(latest);
  const back = residuals.toReversed().findIndex((residual) => sign * residual <= bound);
  return back === -1 ? residuals.length : back;
}
