/** What can be wrong with a report. `damaged`: lines may have been lost. The others are odd, but nothing is missing. */
const rules = {
  truncated: { damaged: true, fix: "Upload the file again after the tool that writes it has ended." },
  malformed: { damaged: true, fix: "Upload the file exactly as the tool wrote it." },
  "unreadable-entry": { damaged: true, fix: "Upload the file exactly as the tool wrote it, or update the tool." },
  "unknown-entry": { damaged: true, fix: "Check which tool wrote it: this is not part of the format." },
  "mixed-content": { damaged: true, fix: "Upload one report a file." },
  encoding: { damaged: true, fix: "Write the report in UTF-8." },
  limit: { damaged: true, fix: "Split the report, or leave generated files out of the measurement." },
  entities: { damaged: true, fix: "Write the report without declarations of entities." },
  compressed: { damaged: true, fix: "Unpack the file before it is uploaded." },
  "unknown-format": { damaged: true, fix: "Write a report in one of the formats that are read." },
  empty: {
    damaged: true,
    fix: "Check that the tests ran with coverage switched on, and that paths are not all excluded.",
  },
  "no-such-line": { damaged: false, fix: "Nothing: lines start at 1, so no source line is missing." },
  "odd-count": { damaged: false, fix: "Nothing, if the count is of a line that did not run. Else update the tool." },
  "no-branch-detail": { damaged: false, fix: "Update the tool, if branches are to be counted." },
  "no-lines": { damaged: false, fix: "Compile with line numbers (debug information), if this file is to be counted." },
  "totals-differ": { damaged: false, fix: "Nothing, if the tool is known for it. Else upload the file again." },
} as const;

export type ProblemRule = keyof typeof rules;

/** A place in the report's own text: a line from 1, where lines mean something, else bytes from its start. */
type Place = { readonly line: number } | { readonly offset: number };

export interface CoverageProblem {
  readonly rule: ProblemRule;
  /** Whether lines may have been lost. */
  readonly damaged: boolean;
  /** How often it was met; text and place are of the first time. */
  readonly times: number;
  readonly at: Place;
  readonly what: string;
  readonly fix: string;
}

/** Collects problems, one of each rule, so that a hostile report cannot fill the memory with them. */
export interface ProblemLog {
  /** Says from now on where the reader stands; it is asked when a problem is noted. */
  locate(where: () => Place): void;
  note(rule: ProblemRule, what: string): void;
  /** Whether nothing damaged was noted. */
  complete(): boolean;
  list(): readonly CoverageProblem[];
}

export function problemLog(): ProblemLog {
  const first = new Map<ProblemRule, { readonly at: Place; readonly what: string; times: number }>();
  let here: () => Place = () => ({ offset: 0 });
  return {
    locate(where) {
      here = where;
    },
    note(rule, what) {
      const known = first.get(rule);
      if (known === undefined) first.set(rule, { at: here(), what, times: 1 });
      else known.times += 1;
    },
    complete: () => ![...first.keys()].some((rule) => rules[rule].damaged),
    list: () => [...first].map(([rule, { at, what, times }]) => ({ rule, ...rules[rule], at, what, times })),
  };
}

const shownCharacters = 80;

/** A piece of the report as it may stand in a message: short, in quotes, without control characters. */
export function shown(text: string): string {
  return JSON.stringify(text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text);
}
