import type { FindInMerge, HeadFacts } from "../../../core/overlap.ts";
import { definitionLanguage } from "../../../formats/definitions/languages.ts";
import { type EvaluatedPair, type EvaluationOptions, meetingPair } from "./evaluate.ts";
import { type ReadBlobs, readSources } from "./read-sources.ts";
import { type Suspicion, suspect } from "./suspicions.ts";
import { viewPairs } from "./view-pair.ts";

/** One head takes a definition away that the other begins to use. */
export interface BrokenUse {
  readonly loser: string;
  readonly user: string;
  readonly name: string;
  /** Where it is used. */
  readonly path: string;
}

/** Of all pairs, or of those of one head; so many are looked into: each takes a look through the merged tree. */
export interface SearchOptions {
  readonly about?: string;
  readonly maxSearches: number;
}

/**
 * Definitions that are removed or renamed in one head and used by another, where no definition of that name is left in the
 * merged tree and nobody but the other uses the name any more. Without the last, a method that shares its name with one of a
 * library would be an alarm.
 */
export async function brokenUses(
  heads: readonly HeadFacts[],
  blobs: ReadBlobs,
  find: FindInMerge,
  { about, maxSearches }: SearchOptions = { maxSearches: 50 },
): Promise<readonly BrokenUse[]> {
  const suspicions = await suspect(heads, blobs, about);
  const broken: BrokenUse[] = [];
  for (const suspicion of suspicions.slice(0, maxSearches)) {
    const order = { first: suspicion.loser.ref, second: suspicion.user.ref };
    const uses = await newUses(suspicion, blobs);
    const names = [...uses.keys()];
    const found = names.length === 0 ? undefined : await find(order, names);
    if (found === undefined) continue;
    const read = await readSources(async () => found.blobs).read(found.entries);
    for (const [name, { count, path }] of uses) {
      const language = definitionLanguage(path)?.id;
      const files = found.entries.filter((entry) => definitionLanguage(entry.path)?.id === language).map(read);
      const isDefined = files.some(
        (file) =>
          file === undefined ||
          file.assigned.has(name) ||
          file.definitions.some((definition) => definition.name === name),
      );
      const left = files.reduce((sum, file) => sum + (file?.uses.filter((use) => use.name === name).length ?? 0), 0);
      if (!isDefined && left > 0 && left <= count) broken.push({ loser: order.first, user: order.second, name, path });
    }
  }
  return broken;
}

/** How often the user's new lines really use each name, and not in a text or comment. */
async function newUses({ user, names }: Suspicion, blobs: ReadBlobs) {
  const uses = new Map<string, { count: number; readonly path: string }>();
  const wanted = new Set(names.map(({ name }) => name));
  const read = await readSources(blobs).read(user.changes.map(({ after }) => after));
  for (const { after, hunks } of user.changes) {
    for (const { name, line } of read(after)?.uses ?? []) {
      const isNew = hunks?.some(({ after: range }) => range.first <= line && line < range.first + range.count);
      if (!wanted.has(name) || isNew !== true) continue;
      const known = uses.get(name) ?? { count: 0, path: after?.path ?? "" };
      known.count += 1;
      uses.set(name, known);
    }
  }
  return uses;
}

/** Raises pairs, and adds those that share no file, to the level `semantic`. */
export function withBrokenUses(
  pairs: readonly EvaluatedPair[],
  heads: readonly HeadFacts[],
  broken: readonly BrokenUse[],
  options: Pick<EvaluationOptions, "standing" | "pair">,
): readonly EvaluatedPair[] {
  const places = new Map(heads.map(({ ref }, place) => [ref, place]));
  const byPair = Map.groupBy(broken, ({ loser, user }) => {
    const [one = 0, other = 0] = [places.get(loser) ?? 0, places.get(user) ?? 0].toSorted((a, b) => a - b);
    return one * heads.length + other;
  });
  const known = new Map(
    pairs.map((pair) => [(places.get(pair.a) ?? 0) * heads.length + (places.get(pair.b) ?? 0), pair]),
  );
  for (const [key, uses] of byPair) {
    const candidate = { one: Math.floor(key / heads.length), other: key % heads.length, shared: [], folders: false };
    const pair = known.get(key) ?? viewPairs(heads, [candidate]).map((view) => meetingPair(view, options))[0];
    if (pair === undefined || pair.level === "textual") continue;
    const files = [...new Set(uses.map(({ path }) => path))].map((path) => ({ path, kind: "content" as const }));
    known.set(key, { ...pair, level: "semantic", files, symbols: uses.map(({ name }) => name) });
  }
  return [...known].toSorted(([left], [right]) => left - right).map(([, pair]) => pair);
}
