/** What is said of reports of which no more can come: those of a commit that is settled, and files that somebody named. */
export const nothingAwaited = {
  running: [],
  lost: [],
  skipped: [],
  growing: [],
  absence: undefined,
  overload: undefined,
} as const;
