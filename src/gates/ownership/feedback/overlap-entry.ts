import { messageLimits, type OverlapMessage } from "../../../core/overlap-message.ts";
import type {
  BrokenTogether,
  ContestedFile,
  DefinitionChange,
  HeadLines,
} from "../../../core/pull-request-overlaps.ts";
import type { JudgedOverlap } from "../overlaps/effects.ts";
import { agentText, namesOf, nameText, ownerTexts, pathText, shortCommit, shortText } from "./foreign-text.ts";

type Entry = OverlapMessage["overlaps"][number];
type Change = Entry["other_change"][number];

/** How many files, ranges of lines and changes of one overlap are told. */
export interface EntryLimits {
  readonly files: number;
  readonly ranges: number;
  readonly changes: number;
}

/** One overlap as messages have it. */
export function overlapEntry({ overlap, effect }: JudgedOverlap, limits: EntryLimits): Entry {
  const { id, other, level, orders, files, symbols, otherChange, yields } = overlap;
  const changes = otherChange.flatMap((change) => changeOf(change) ?? []);
  const names = namesOf(symbols);
  const told = {
    files: files.slice(0, limits.files),
    symbols: names.slice(0, limits.changes),
    other_change: changes.slice(0, limits.changes),
  };
  const shown = told.files.length + told.symbols.length + told.other_change.length;
  return {
    id: shortText(id, messageLimits.name),
    pr: other.number,
    agent: agentText(other.agent),
    trust: other.trust,
    head: shortCommit(other.head),
    draft: other.draft,
    level,
    orders: { this_then_other: orders.mineThenTheirs, other_then_this: orders.theirsThenMine },
    files: told.files.map((file) => fileOf(file, limits.ranges)),
    symbols: told.symbols,
    ...brokenRules(overlap.together ?? []),
    other_change: told.other_change,
    decision: { yield: yields.number, rule: yields.rule },
    blocks: effect === "blocks",
    hidden: files.length + symbols.length + otherChange.length - shown,
  };
}

/** Each rule once. What its finding says quotes names of both pull requests, so it stays in the check run. */
function brokenRules(together: readonly BrokenTogether[]): Pick<Entry, "together"> {
  const rules = new Map(together.map(({ gate, finding: { rule } }) => [`${gate} ${rule}`, { gate, rule }]));
  const told = [...rules.values()].slice(0, messageLimits.together);
  return told.length === 0 ? {} : { together: told };
}

function fileOf({ path, kind, mine, theirs, owners }: ContestedFile, most: number): Entry["files"][number] {
  const ranges = (lines: readonly HeadLines[]) =>
    lines.slice(0, most).map(({ first, last }): [number, number] => [first, last]);
  return {
    path: pathText(path),
    kind,
    this: ranges(mine),
    other: ranges(theirs),
    owners: ownerTexts(owners),
  };
}

/** Undefined where a name is none. */
function changeOf(change: DefinitionChange): Change | undefined {
  const symbol = nameText(change.symbol);
  if (symbol === undefined) return undefined;
  const about = { path: pathText(change.path), symbol };
  switch (change.op) {
    case "added":
    case "removed":
      return { op: change.op, ...about };
    case "renamed": {
      const to = nameText(change.to);
      return to === undefined ? undefined : { op: "renamed", ...about, to };
    }
    case "parameters": {
      const few = (names: readonly string[]) => namesOf(names).slice(0, messageLimits.parameters);
      const { added, removed, newlyRequired } = change;
      return { op: "parameters", ...about, added: few(added), removed: few(removed), newly_required: newlyRequired };
    }
  }
}
