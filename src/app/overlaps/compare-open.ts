import { createHash } from "node:crypto";
import { Fault } from "../../core/fault.ts";
import { overlapRank } from "../../core/overlap.ts";
import type { KnownHead } from "../../core/overlap-store.ts";
import type { OpenPullRequest, PullRequestOverlap, PullRequestOverlaps } from "../../core/pull-request-overlaps.ts";
import { type DescribedPair, describedFor, describePairs } from "../../gates/ownership/overlap/describe-pair.ts";
import { type EvaluatedPair, isStuck } from "../../gates/ownership/overlap/evaluate.ts";
import { overlapOf } from "../../gates/ownership/overlap/pull-request-overlap.ts";
import { pairsToDescribe, strongestFirst } from "../../gates/ownership/overlap/strongest-pairs.ts";
import type { OverlapBook } from "./book.ts";
import { type EvaluatedPartners, evaluatePartners, type PairLimits, pairLimits } from "./evaluate-partners.ts";
import { orderAroundSubject } from "./order-around.ts";
import { dayMs, isOld, type Scene } from "./scene.ts";

export interface ComparedOpen {
  readonly overlaps: PullRequestOverlaps;
  /** Of each overlap that is worth telling, by the other's number, what is told: the same whichever of the two it is about. */
  readonly digests: ReadonlyMap<number, string>;
  /** Those of whom nobody knows yet who acts on them, by their numbers: who waits for whom may be another one once that is known. */
  readonly unjudged: ReadonlySet<number>;
}

/**
 * Holds one pull request against the other open ones that the book knows. Throws GIT_FAILED when the book does not know the
 * pull request itself: that would look like meeting nobody.
 */
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
      unjudged: new Set(),
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
      mergeOrder: orderAroundSubject(book, present, evaluated.pairs),
      ...(until === undefined ? {} : { until }),
    },
    digests: new Map(
      described
        .filter(({ overlap }) => overlapRank(overlap.level) >= overlapRank(scene.request.reportFrom))
        .map(({ overlap, digest }) => [overlap.other.number, digest]),
    ),
    unjudged: new Set(young.filter(({ acting }) => acting === undefined).map(({ number }) => number)),
  };
}

function whySetAside(book: OverlapBook, scene: Scene): PullRequestOverlaps["setAside"] {
  const { number } = scene.subject;
  if (isOld(scene.subject, scene)) return "old";
  if (book.large().has(number)) return "large";
  const facts = book.heads().get(number);
  if (facts === undefined) throw new Fault("GIT_FAILED", "Its commits could not be read in time.", { retry: false });
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
  const otherOf = (pair: EvaluatedPair) => rows.get(pair.a === ref ? pair.b : pair.a);
  const strongest = strongestFirst(pairs, (pair) => otherOf(pair)?.touchedAt ?? 0);
  const { ownersOf, reportFrom } = scene.request;
  const reader = { sources: book.sources, blobs: book.comparison.blobs };
  const known = await describePairs(reader, pairsToDescribe(strongest, reportFrom), ownersOf);
  const subject = { ref, open: openPullRequest(scene.subject) };
  return strongest.flatMap((pair) => {
    const other = otherOf(pair);
    if (other === undefined) return [];
    const described = describedFor(ref, pair, known.get(pair));
    const side = { ref: String(other.number), open: openPullRequest(other) };
    const overlap = overlapOf(pair, subject, side, { described, ownersOf });
    return [{ overlap, digest: digestOf(overlap, scene.subject.number, described) }];
  });
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
