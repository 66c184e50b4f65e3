/** What every reader of reports can run into, whatever the report tells. */
export type ReadingRule = "truncated" | "malformed" | "unknown-entry" | "mixed-content" | "encoding" | "limit";

/** `damaged`: something may have been lost. The others are odd, but nothing is missing. */
interface RuleWords {
  readonly damaged: boolean;
  readonly fix: string;
}

/** A place in the report's own text: a line from 1, where lines mean something, else bytes from its start. */
type Place = { readonly line: number } | { readonly offset: number };

export interface ProblemOf<Rule extends string> {
  readonly rule: Rule;
  /** Whether something may have been lost. */
  readonly damaged: boolean;
  /** How often it was met; text and place are of the first time. */
  readonly times: number;
  readonly at: Place;
  readonly what: string;
  readonly fix: string;
}

/** Where readers that know nothing of the kind of report note what they meet. */
export interface ProblemNotes {
  /** Says from now on where the reader stands; it is asked when a problem is noted. */
  locate(where: () => Place): void;
  note(rule: ReadingRule, what: string): void;
}

/** Collects problems, one of each rule, so that a hostile report cannot fill the memory with them. */
export interface ProblemLogOf<Rule extends string> {
  locate(where: () => Place): void;
  note(rule: Rule, what: string): void;
  /** Whether nothing damaged was noted. */
  complete(): boolean;
  list(): readonly ProblemOf<Rule>[];
}

export function problemLogOf<Rule extends string>(rules: Readonly<Record<Rule, RuleWords>>): ProblemLogOf<Rule> {
  const first = new Map<Rule, { readonly at: Place; readonly what: string; times: number }>();
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
