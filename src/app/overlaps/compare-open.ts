import { createHash } from "node:crypto";
import { overlapRank } from "../../core/overlap.ts";
import type { KnownHead } from "../../core/overlap-store.ts";
import type { OpenPullRequest, PullRequestOverlap, PullRequestOverlaps } from "../../core/pull-request-overlaps.ts";
import type { EvaluatedPair } from "../../gates/ownership/overlap/evaluate.ts";
import { isStuck } from "../../gates/ownership/overlap/evaluate.ts";
import type { OverlapBook } from "./book.ts";
import { type DescribedPair, describePairs } from "./describe-pair.ts";
import { type EvaluatedPartners, evaluatePartners, type PairLimits, pairLimits } from "./evaluate-partners.ts";
import { orderAround } from "./order-around.ts";
import { dayMs, isOld, type Scene } from "./scene.ts";

export interface ComparedOpen {
  readonly overlaps: PullRequestOverlaps;
  /** Of each overlap that is worth telling, by the other's number, what is told: the same whichever of the two it is about. */
  readonly digests: ReadonlyMap<number, string>;
}

/** Of so many overlaps, the strongest, it is told what happens where. */
const mostDescribed = 20;

/** Holds one pull request against the other open ones that the book knows. */
export async function compareOpen(
  book: OverlapBook,
  scene: Scene,
  limits: PairLimits = pairLimits,
): Promise<ComparedOpen> {
  const { subject, others } = scene;
  const setAside = whySetAside(book, scene);
  const young = others.filter((head) => !isOld(head, scene));
  const unread = young.filter(({ number }) => !book.heads().has(number) && !book.large().has(number)).length;
  const about = {
    subject: openPullRequest(subject),
    base: { ref: subject.baseRef, sha: book.base },
    compared: young.length,
  };
  const left = {
    old: others.length - young.length,
    large: young.filter(({ number }) => book.large().has(number)).length,
    unread,
  };
  if (setAside !== undefined) {
    const none = { overlaps: [], pairs: { judged: 0, total: 0 }, mergeOrder: [subject.number] };
    return {
      overlaps: { ...about, ...none, leftOut: { ...left, stuck: 0, sameAgent: 0 }, setAside },
      digests: new Map(),
    };
  }
  const present = { ...scene, others: young };
  const evaluated = await evaluatePartners(book, present, limits);
  const described = await describeAll(book, present, evaluated);
  const until = nextExpiry(described, present);
  return {
    overlaps: {
      ...about,
      overlaps: described.map(({ overlap }) => overlap),
      // Who was not read may meet it, too.
      pairs: { judged: evaluated.judged, total: evaluated.total + unread },
      leftOut: { ...left, stuck: evaluated.stuck, sameAgent: evaluated.sameAgent },
      ...(evaluated.together === undefined ? {} : { together: evaluated.together }),
      mergeOrder: orderAround(book, present, evaluated.pairs),
      ...(until === undefined ? {} : { until }),
    },
    digests: new Map(
      described
        .filter(({ overlap }) => overlapRank(overlap.level) >= overlapRank(scene.request.reportFrom))
        .map(({ overlap, digest }) => [overlap.other.number, digest]),
    ),
  };
}

function whySetAside(book: OverlapBook, scene: Scene): PullRequestOverlaps["setAside"] {
  const { number } = scene.subject;
  if (isOld(scene.subject, scene)) return "old";
  if (book.large().has(number)) return "large";
  const facts = book.heads().get(number);
  if (facts === undefined) return "unread";
  return isStuck(facts) ? "stuck" : undefined;
}

function openPullRequest({ number, headSha, acting, draft }: KnownHead): OpenPullRequest {
  return { number, head: headSha, agent: acting?.agent ?? null, trust: acting?.trust ?? "none", draft };
}

interface Described {
  readonly overlap: PullRequestOverlap;
  readonly digest: string;
}

async function describeAll(
  book: OverlapBook,
  scene: Scene,
  { pairs }: EvaluatedPartners,
): Promise<readonly Described[]> {
  const ref = String(scene.subject.number);
  const rows = new Map(scene.others.map((head) => [String(head.number), head]));
  const strongest = pairs
    .map((pair) => ({ pair, other: rows.get(pair.a === ref ? pair.b : pair.a) }))
    .toSorted(
      (one, two) =>
        overlapRank(two.pair.level) - overlapRank(one.pair.level) ||
        (two.other?.touchedAt ?? 0) - (one.other?.touchedAt ?? 0),
    );
  const told = strongest.filter(({ pair }) => overlapRank(pair.level) >= overlapRank(scene.request.reportFrom));
  const chosen = told.slice(0, mostDescribed).map(({ pair }) => pair);
  const known = await describePairs(book, chosen, ref, scene.request.ownersOf);
  const described = new Map(chosen.map((pair, at) => [pair, known[at]]));
  return strongest.flatMap(({ pair, other }) => {
    if (other === undefined) return [];
    const overlap = overlapOf(pair, scene, other, described.get(pair));
    return [{ overlap, digest: digestOf(overlap, scene.subject.number, described.get(pair)) }];
  });
}

function overlapOf(
  pair: EvaluatedPair,
  { subject, request }: Scene,
  other: KnownHead,
  described: DescribedPair | undefined,
): PullRequestOverlap {
  const { aThenB, bThenA } = pair.orders;
  const isFirst = pair.a === String(subject.number);
  return {
    id: idOf(
      subject.number,
      other.number,
      pair.files.map(({ path }) => path),
    ),
    other: openPullRequest(other),
    level: pair.level,
    orders: isFirst
      ? { mineThenTheirs: aThenB, theirsThenMine: bThenA }
      : { mineThenTheirs: bThenA, theirsThenMine: aThenB },
    files:
      described?.files ??
      pair.files.map(({ path, kind }) => {
        const unknown = { pathInMine: undefined, pathInTheirs: undefined, mine: [], theirs: [] };
        return { path, kind, ...unknown, owners: request.ownersOf(path) };
      }),
    symbols: pair.symbols,
    ...(pair.together === undefined ? {} : { together: pair.together }),
    otherChange: described?.otherChange ?? [],
    yields: { number: Number(pair.yields), rule: pair.rule },
  };
}

/** The same for both, and as long as they meet at the same paths. */
function idOf(one: number, other: number, paths: readonly string[]): string {
  const [first, second] = [one, other].toSorted((a, b) => a - b);
  return `o-${first}-${second}-${hash(paths.toSorted().join("\0")).slice(0, 6)}`;
}

/**
 * How the two meet and, where that was looked at, what they change there. Lines are not in it: every push moves them, and they
 * are told together with the head that they are of.
 */
function digestOf(overlap: PullRequestOverlap, subject: number, described: DescribedPair | undefined): string {
  const { other, level, orders, files, symbols, yields, together } = overlap;
  const broken = together?.map(({ gate, finding }) => [gate, finding.rule, finding.what]);
  const sides = [
    { number: subject, outcome: orders.mineThenTheirs, changes: described?.mineChange },
    { number: other.number, outcome: orders.theirsThenMine, changes: described?.otherChange },
  ].toSorted((one, two) => one.number - two.number);
  const where = files.map(({ path, kind }) => `${path}\0${kind}`).toSorted();
  const outcomes = sides.map(({ outcome }) => outcome);
  const meeting = hash(JSON.stringify({ level, outcomes, where, symbols: symbols.toSorted(), yields, broken }));
  return described === undefined ? meeting : `${meeting} ${hash(JSON.stringify(sides.map(({ changes }) => changes)))}`;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

/** When the first of those that meet the subject, or it itself, grows too old. */
function nextExpiry(described: readonly Described[], { subject, others, request }: Scene): number | undefined {
  if (described.length === 0) return undefined;
  const met = new Set(described.map(({ overlap }) => overlap.other.number));
  const touched = [subject, ...others.filter(({ number }) => met.has(number))].map(({ touchedAt }) => touchedAt);
  return Math.min(...touched) + request.maxAgeDays * dayMs + 1;
}
