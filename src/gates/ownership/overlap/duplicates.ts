import type { HeadFacts, OverlapChange } from "../../../core/overlap.ts";

/** From this share of the smaller one's hunks on, two heads may be the same work. */
const leastShare = 0.5;

/** So few characters of letters and digits are the same by chance. */
const fewestCharacters = 20;

/** Files at which two heads make the same changes, when these are at least half of the hunks of the smaller one; else none. */
export function duplicatedFiles(one: HeadFacts, other: HeadFacts): readonly string[] {
  const [mine, theirs] = [marksOf(one), marksOf(other)];
  const [smaller, larger] = mine.all <= theirs.all ? [mine, theirs] : [theirs, mine];
  const same = [...smaller.marks].filter(([mark]) => larger.marks.has(mark));
  const count = same.reduce((sum, [mark, { times }]) => sum + Math.min(times, larger.marks.get(mark)?.times ?? 0), 0);
  const characters = same.reduce((sum, [, mark]) => sum + mark.characters, 0);
  if (smaller.all === 0 || count < smaller.all * leastShare || characters < fewestCharacters) return [];
  return [...new Set(same.map(([, { path }]) => path))];
}

interface Marks {
  readonly marks: ReadonlyMap<string, { readonly path: string; readonly characters: number; times: number }>;
  /** Hunks in all. */
  readonly all: number;
}

const known = new WeakMap<HeadFacts, Marks>();

/** What every hunk says, with its file. Where it stands does not count: other work may have moved it. */
function marksOf(head: HeadFacts): Marks {
  const kept = known.get(head);
  if (kept !== undefined) return kept;
  const marks = new Map<string, { path: string; characters: number; times: number }>();
  let all = 0;
  for (const change of head.changes) {
    const path = (change.after ?? change.before)?.path ?? "";
    for (const { text, characters } of saidBy(change)) {
      all += 1;
      const mark = `${path}\0${text}`;
      const before = marks.get(mark);
      if (before === undefined) marks.set(mark, { path, characters, times: 1 });
      else before.times += 1;
    }
  }
  const made = { marks, all };
  known.set(head, made);
  return made;
}

/** A file without lines to compare counts as one hunk, by its content. */
function saidBy({ hunks, before, after }: OverlapChange) {
  if (hunks === undefined || hunks.length === 0) {
    const characters = before?.id === after?.id ? 0 : fewestCharacters;
    return [{ text: `${before?.path}\0${before?.id}\0${after?.id}`, characters }];
  }
  return hunks.map(({ removed, added }) => {
    const text = `${removed.map((line) => `-${line}`).join("\n")}\n${added.map((line) => `+${line}`).join("\n")}`;
    return { text, characters: text.match(/[\p{L}\p{N}]/gu)?.length ?? 0 };
  });
}
