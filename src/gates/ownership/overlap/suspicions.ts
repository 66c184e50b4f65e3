import type { HeadFacts } from "../../../core/overlap.ts";
import { definingLine, type LostName, languageOf, lostNames } from "./lost-names.ts";
import type { ReadBlobs } from "./read-sources.ts";

/** One head may use what another one takes away. */
export interface Suspicion {
  readonly loser: HeadFacts;
  readonly user: HeadFacts;
  readonly names: readonly LostName[];
}

/** Pairs of which one adds a line with a word that the other leaves without a definition; only those of `about`, if given. */
export async function suspect(
  heads: readonly HeadFacts[],
  blobs: ReadBlobs,
  about: string | undefined,
): Promise<readonly Suspicion[]> {
  const asked = heads.find(({ ref }) => ref === about);
  if (about === undefined) return suspectAmong(heads, heads, blobs);
  if (asked === undefined || asked.alone !== "clean") return [];
  const others = heads.filter((head) => head !== asked);
  const words = addedWords(asked);
  const losers = others.filter((head) => [...lostWords(head)].some((word) => words.has(word)));
  return [...(await suspectAmong(losers, [asked], blobs)), ...(await suspectAmong([asked], others, blobs))];
}

async function suspectAmong(
  losers: readonly HeadFacts[],
  users: readonly HeadFacts[],
  blobs: ReadBlobs,
): Promise<readonly Suspicion[]> {
  const lostBy = new Map<string, { readonly head: HeadFacts; readonly lost: LostName }[]>();
  for (const { head, lost } of await knownLostNames(losers, blobs)) {
    const key = `${lost.language} ${lost.name}`;
    lostBy.set(key, [...(lostBy.get(key) ?? []), { head, lost }]);
  }
  const suspicions: Suspicion[] = [];
  for (const user of lostBy.size === 0 ? [] : users) {
    if (user.alone !== "clean") continue;
    const met = new Map<HeadFacts, LostName[]>();
    for (const word of addedWords(user)) {
      for (const { head, lost } of lostBy.get(word) ?? []) {
        if (head !== user && !sharesCommits(head, user)) met.set(head, [...(met.get(head) ?? []), lost]);
      }
    }
    suspicions.push(...[...met].map(([loser, names]) => ({ loser, user, names })));
  }
  return suspicions;
}

const namesOf = new WeakMap<HeadFacts, readonly LostName[]>();

/** Files are read once for each head: what they lose is kept as long as the head is. */
async function knownLostNames(heads: readonly HeadFacts[], blobs: ReadBlobs) {
  const unread = heads.filter((head) => !namesOf.has(head));
  const found = Map.groupBy(await lostNames(unread, blobs), ({ head }) => head);
  for (const head of unread)
    namesOf.set(
      head,
      (found.get(head) ?? []).map(({ lost }) => lost),
    );
  return heads.flatMap((head) => (namesOf.get(head) ?? []).map((lost) => ({ head, lost })));
}

function addedWords({ changes }: HeadFacts): ReadonlySet<string> {
  return wordsOf(changes, ({ added }) => added);
}

const knownLost = new WeakMap<HeadFacts, ReadonlySet<string>>();

/** Words of lines that may have defined something and went. What the head loses is among them. */
function lostWords(head: HeadFacts): ReadonlySet<string> {
  const words =
    knownLost.get(head) ?? wordsOf(head.changes, ({ removed }) => removed.filter((line) => definingLine.test(line)));
  knownLost.set(head, words);
  return words;
}

/** With their languages: names of one mean nothing in another. */
function wordsOf(
  changes: HeadFacts["changes"],
  linesOf: (hunk: NonNullable<HeadFacts["changes"][number]["hunks"]>[number]) => readonly string[],
): ReadonlySet<string> {
  const words = new Set<string>();
  for (const change of changes) {
    const language = languageOf(change);
    if (language === undefined) continue;
    for (const line of (change.hunks ?? []).flatMap(linesOf)) {
      for (const word of line.match(/[\w$]+/g) ?? []) if (!keywords.has(word)) words.add(`${language} ${word}`);
    }
  }
  return words;
}

/** They stand in every other line, and no definition has them for its name. */
const keywords: ReadonlySet<string> = new Set(
  "def class function return async await const let var export default import from if else for in of new extends True False None null undefined true false".split(
    " ",
  ),
);

function sharesCommits(one: HeadFacts, other: HeadFacts): boolean {
  return [...one.ownCommits].some((commit) => other.ownCommits.has(commit));
}
