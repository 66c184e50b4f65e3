import { createHash } from "node:crypto";
import type { KnownHead, KnownPair } from "../../core/overlap-store.ts";
import type { Wish } from "../../core/queue.ts";
import type { RepositoryName } from "../../core/target.ts";
import type { Services } from "../services.ts";
import type { ComparedOpen } from "./compare-open.ts";

interface Place {
  readonly installationId: number;
  readonly repository: RepositoryName;
}

/** What telling partners takes. */
export type Settling = Pick<Services, "overlaps" | "queue" | "clock" | "wake"> & {
  readonly settings: Pick<Services["settings"], "coalesceMs">;
  readonly metrics: Pick<Services["metrics"], "overlapPartners">;
};

/** So many partners are judged again at once; the next ones come a little later, so that others get their turn. */
const partnersAtOnce = 20;
const nextPartnersMs = 5_000;

/**
 * Remembers what was told of the subject, and has those partners judged again, and only those, who tell something else of
 * the pair. Each is asked once for what it is asked for: two who never agree do not keep each other busy for ever.
 */
export async function settleOverlaps(
  services: Settling,
  { installationId, repository }: Place,
  subject: KnownHead,
  { overlaps, digests, unjudged }: ComparedOpen,
): Promise<void> {
  const { number } = subject;
  const before = new Map(
    (await services.overlaps.pairsOf(repository.id, number)).map((pair) => [partnerOf(pair, number), pair]),
  );
  const decisions = new Map(overlaps.overlaps.map(({ other, yields }) => [other.number, yields]));
  const rests = hash([subject.headSha, overlaps.base.sha, subject.draft, subject.acting]);
  const partners = new Set([...digests.keys(), ...before.keys()]);
  const settled = [...partners].map((partner) => {
    const known = before.get(partner);
    const told = digests.get(partner) ?? "";
    const heard = known === undefined ? "" : theirs(known, number).told;
    const mark = hash([rests, told]);
    const asked = known === undefined ? "" : mine(known, number).asked;
    const ask = differs(heard, told) && asked !== mark;
    const decision = decided(decisions.get(partner), known, unjudged.has(partner)) ?? { number, rule: "" };
    const pair = pairOf(number, partner, { told, asked: ask ? mark : asked }, known, decision);
    return { partner, ask, pair, isOver: told === "" && heard === "" };
  });
  await services.overlaps.savePairs(
    repository.id,
    number,
    settled.filter(({ isOver }) => !isOver).map(({ pair }) => pair),
  );
  await wishPartners(
    services,
    { installationId, repository },
    settled.flatMap(({ ask, partner }) => (ask ? [partner] : [])),
  );
}

type Decided = { readonly number: number; readonly rule: string };

/** What is kept of who waits. A partner that was not judged when it was compared may have been judged meanwhile, and knows more. */
function decided(now: Decided | undefined, known: KnownPair | undefined, isUnjudged: boolean): Decided | undefined {
  const before = known === undefined ? undefined : { number: known.yields, rule: known.rule };
  if (now === undefined || (isUnjudged && before !== undefined && before.rule !== "")) return before;
  return isUnjudged ? { number: now.number, rule: "" } : now;
}

/** A pull request is open no more, or is compared no more: whoever told something of it is judged again. */
export async function leaveOverlaps(services: Settling, place: Place, number: number): Promise<void> {
  const { repository } = place;
  if ((await services.overlaps.head(repository.id, number)) === undefined) return;
  const pairs = await services.overlaps.pairsOf(repository.id, number);
  await services.overlaps.removeHead(repository.id, number);
  const telling = pairs.filter((pair) => theirs(pair, number).told !== "");
  await wishPartners(
    services,
    place,
    telling.map((pair) => partnerOf(pair, number)),
  );
}

/** Several pushes in a row are judged once. */
export async function wishPartners(services: Settling, place: Place, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return;
  const now = services.clock() + services.settings.coalesceMs;
  const wishes = numbers.map((number, at): Wish => {
    const notBefore = now + Math.floor(at / partnersAtOnce) * nextPartnersMs;
    return { target: { kind: "pull-request", ...place, number }, notBefore };
  });
  await services.queue.wish(wishes);
  services.metrics.overlapPartners.inc(numbers.length);
  services.wake();
}

/** Of what only one of the two has looked at, nothing is known. */
function differs(heard: string, told: string): boolean {
  const [[meeting, changes], [otherMeeting, otherChanges]] = [heard.split(" "), told.split(" ")];
  if (meeting !== otherMeeting) return true;
  return changes !== undefined && otherChanges !== undefined && changes !== otherChanges;
}

interface Side {
  readonly told: string;
  readonly asked: string;
}

function mine(pair: KnownPair, number: number): Side {
  return pair.one === number
    ? { told: pair.toldOne, asked: pair.askedByOne }
    : { told: pair.toldOther, asked: pair.askedByOther };
}

function theirs(pair: KnownPair, number: number): Side {
  return mine(pair, partnerOf(pair, number));
}

function partnerOf({ one, other }: KnownPair, number: number): number {
  return one === number ? other : one;
}

function pairOf(
  number: number,
  partner: number,
  { told, asked }: Side,
  known: KnownPair | undefined,
  decision: Decided,
): KnownPair {
  const heard = known === undefined ? { told: "", asked: "" } : theirs(known, number);
  const decided = { yields: decision.number, rule: decision.rule };
  return number < partner
    ? {
        one: number,
        other: partner,
        ...decided,
        toldOne: told,
        askedByOne: asked,
        toldOther: heard.told,
        askedByOther: heard.asked,
      }
    : {
        one: partner,
        other: number,
        ...decided,
        toldOne: heard.told,
        askedByOne: heard.asked,
        toldOther: told,
        askedByOther: asked,
      };
}

function hash(rests: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(rests)).digest("hex").slice(0, 32);
}
