import { type HeadFacts, type OverlapFile, overlapRank } from "../../core/overlap.ts";
import type { KnownHead } from "../../core/overlap-store.ts";
import { type Candidate, partnersOf } from "../../gates/ownership/overlap/candidates.ts";
import { type EvaluatedPair, evaluateOverlaps, isStuck } from "../../gates/ownership/overlap/evaluate.ts";
import { countsWhereHot, hotFiles, meetWhereHot } from "../../gates/ownership/overlap/hot-files.ts";
import { isProvenSameAgent } from "../../gates/ownership/overlap/same-agent.ts";
import { brokenUses, withBrokenUses } from "../../gates/ownership/overlap/semantic.ts";
import { withSymbols } from "../../gates/ownership/overlap/symbols.ts";
import type { OverlapBook } from "./book.ts";
import type { Scene } from "./scene.ts";
import { isOwner, standings } from "./standings.ts";
import { type LookedTogether, lookTogether } from "./together/look-together.ts";

/** How many pairs of one pull request are merged, at most. Of those that meet at hot files only, few. */
export interface PairLimits {
  readonly maxPairs: number;
  readonly maxHotPairs: number;
  readonly maxSearches: number;
}

export const pairLimits: PairLimits = { maxPairs: 500, maxHotPairs: 100, maxSearches: 10 };

export interface EvaluatedPartners {
  readonly pairs: readonly EvaluatedPair[];
  readonly judged: number;
  readonly total: number;
  readonly stuck: number;
  readonly sameAgent: number;
  readonly together: LookedTogether["together"];
}

/** Really merges the subject with whom it may meet, the newest first, and says at which level each pair meets. */
export async function evaluatePartners(
  book: OverlapBook,
  scene: Scene,
  limits: PairLimits,
): Promise<EvaluatedPartners> {
  const { facts, index } = book.index();
  const { partners, subject, ...left } = partnersIn(book, scene);
  const hot = hotFiles(index, scene.request.hot);
  const isHot = (path: string) => hot.has(path) || scene.request.isHotspot(path);
  const [lukewarm, cold] = split(partners, (partner) => meetWhereHot(partner, isHot));
  const shared = new Map(partners.map((partner) => [partner.number, partner.shared]));
  const standing = standings(scene, book.heads(), (number) => shared.get(number) ?? []);
  const judge = book.verdicts.judging(book.comparison, (ref) => book.heads().get(Number(ref))?.commit);
  const evaluate = (list: readonly Candidate[], maxPairs: number, hot: ReadonlySet<string>) =>
    evaluateOverlaps(facts, list.map(inOrder), judge, { maxPairs, mergeCertain: false, hot, ...standing });
  const often = await evaluate(cold, limits.maxPairs, new Set());
  const hotPaths = new Set(lukewarm.flatMap((partner) => partner.shared));
  const rarely = await evaluate(lukewarm, Math.min(limits.maxHotPairs, limits.maxPairs), hotPaths);
  const said = rarely.pairs.filter(({ level }) => countsWhereHot(level));
  const symbols = await withSymbols([...often.pairs, ...said], book.sources);
  const eligible = new Set([subject, ...partners.map(({ other }) => other)]);
  const broken = await lookForBrokenUses(book, scene, eligible, limits);
  const met = withBrokenUses(symbols, facts, broken, standing).map((pair) => withOwnership(pair, scene));
  const looked = await lookTogether(book, scene, { pairs: met, others: othersIn(book, scene) }, standing);
  return { ...looked, judged: often.judged + rarely.judged, total: often.total + rarely.total, ...left };
}

interface Partner extends Candidate {
  readonly number: number;
  /** Place among those who were touched last. */
  readonly age: number;
}

/** Whom the subject may meet, those touched last first, without those who are left out. */
function partnersIn(book: OverlapBook, scene: Scene) {
  const { facts, index } = book.index();
  const subject = facts.findIndex(({ ref }) => ref === String(scene.subject.number));
  const rows = new Map(scene.others.map((head, age) => [String(head.number), { head, age }]));
  const left = { stuck: 0, sameAgent: 0 };
  const partners: Partner[] = [];
  for (const candidate of partnersOf(index, subject)) {
    const other = facts[candidate.other];
    const row = rows.get(other?.ref ?? "");
    if (other === undefined || row === undefined) continue;
    const why = whyLeftOut(other, row.head, scene);
    if (why === undefined) partners.push({ ...candidate, number: row.head.number, age: row.age });
    else left[why] += 1;
  }
  return { partners: partners.toSorted((one, other) => one.age - other.age), subject, ...left };
}

function whyLeftOut(other: HeadFacts, head: KnownHead, { subject, request }: Scene): "stuck" | "sameAgent" | undefined {
  if (isStuck(other)) return "stuck";
  return request.ignoreSameAgent && isProvenSameAgent(head.acting, subject.acting) ? "sameAgent" : undefined;
}

/** Heads that are not left out, those touched last first, whether they share a file with the subject or not. */
function othersIn(book: OverlapBook, scene: Scene): readonly HeadFacts[] {
  return scene.others.flatMap((row) => {
    const head = book.heads().get(row.number);
    return head === undefined || whyLeftOut(head, row, scene) !== undefined ? [] : [head];
  });
}

/** The engine wants the smaller place first. */
function inOrder(candidate: Candidate): Candidate {
  const { one, other } = candidate;
  return one < other ? candidate : { ...candidate, one: other, other: one };
}

/** Whom the subject shares no file with may use what it takes away all the same. */
async function lookForBrokenUses(
  book: OverlapBook,
  scene: Scene,
  met: ReadonlySet<number>,
  { maxSearches }: PairLimits,
) {
  const { facts } = book.index();
  const rows = new Map(scene.others.map((head) => [String(head.number), head]));
  const about = String(scene.subject.number);
  const asked = facts.filter((other, place) => {
    const row = rows.get(other.ref);
    return met.has(place) || (row !== undefined && whyLeftOut(other, row, scene) === undefined);
  });
  return brokenUses(asked, book.comparison.blobs, book.comparison.find, { about, maxSearches });
}

/** Raises a pair at which one changes what is the other's agent's alone. */
function withOwnership(pair: EvaluatedPair, { subject, others, request }: Scene): EvaluatedPair {
  if (overlapRank(pair.level) >= overlapRank("ownership")) return pair;
  const other = others.find(({ number }) => String(number) === (pair.a === String(subject.number) ? pair.b : pair.a));
  if (other === undefined) return pair;
  const owned = pair.view.meetings.filter(({ path }) => {
    const owners = new Set(request.ownersOf(path));
    return isOwner(subject, owners) !== isOwner(other, owners);
  });
  const files = owned.map(({ path, kind }): OverlapFile => ({ path, kind }));
  return files.length === 0 ? pair : { ...pair, level: "ownership", files };
}

function split<T>(list: readonly T[], isFirst: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [list.filter(isFirst), list.filter((item) => !isFirst(item))];
}
