import { countOf } from "../../../core/count-of.ts";
import type { Finding } from "../../../core/finding.ts";
import type {
  BrokenTogether,
  ContestedFile,
  OverlapBase,
  PullRequestOverlap,
  PullRequestOverlaps,
} from "../../../core/pull-request-overlaps.ts";
import { yieldReasons } from "../../../core/yield-reasons.ts";
import type { OverlapFacts } from "../model.ts";
import { type OwnershipRule, ownershipRules } from "../rules.ts";
import { handoffCommand, rebaseCommand, shownText } from "../wording.ts";
import type { JudgedOverlap } from "./effects.ts";
import { changeText, filesText, levelText, linesText, partnerText, togetherText } from "./wording.ts";

/** More would drown the reader; the others are counted. */
const maxOverlaps = 20;
/** So many contested places of one overlap are shown where they are. */
const maxPlaces = 10;

/** What blocks: every contested place of every overlap for whose sake this pull request has to wait. */
export function blockingOverlaps(judged: readonly JudgedOverlap[], known: PullRequestOverlaps): readonly Finding[] {
  const blocking = judged.filter(({ effect }) => effect === "blocks");
  return toldUpTo(blocking, "overlap-waits", ({ overlap }) => findingsOf(overlap, known, "overlap-waits"));
}

/** What is worth knowing and blocks nothing. */
export function notedOverlaps(judged: readonly JudgedOverlap[], facts: OverlapFacts): readonly Finding[] {
  switch (facts.kind) {
    case "not-asked":
      return [];
    case "at-desk":
      return [unknown("Other open pull requests are not known here: only whose the files are was judged.")];
    case "unavailable":
      return [unknown(facts.because)];
    case "overlaps": {
      const { overlaps: known } = facts;
      const noted = judged.filter(({ effect }) => effect === "waits" || effect === "goes-first");
      const ruleOf = ({ effect }: JudgedOverlap) => (effect === "waits" ? "overlap-told" : "overlap-goes-first");
      return [
        ...toldUpTo(noted, "overlap-told", (one) => findingsOf(one.overlap, known, ruleOf(one))),
        ...partial(known),
        ...unjudgedTogether(known),
        ...setAside(known),
      ];
    }
  }
}

function toldUpTo(
  judged: readonly JudgedOverlap[],
  rule: OwnershipRule,
  tell: (one: JudgedOverlap) => readonly Finding[],
): readonly Finding[] {
  const rest = judged.length - maxOverlaps;
  const told = judged.slice(0, maxOverlaps).flatMap(tell);
  if (rest <= 0) return told;
  const what = `${countOf(rest, "further pull request")} ${rest === 1 ? "is" : "are"} not shown.`;
  return [...told, { rule, what, why: whyOverlaps, fix: ownershipRules[rule].fix }];
}

const whyOverlaps = "Whoever is merged second has to solve what both did, and nobody sees it before.";

/** One finding for each contested file, the first of which says everything. */
function findingsOf(
  overlap: PullRequestOverlap,
  { subject, base }: PullRequestOverlaps,
  rule: OwnershipRule,
): readonly Finding[] {
  const { id, other, files, yields, otherChange } = overlap;
  const waits = yields.number === subject.number;
  const first = waits ? `#${other.number} goes first: ` : "This one goes first: ";
  const where = files.length === 0 ? "" : `: ${filesText(files)}`;
  const what = `${partnerText(other)} ${levelText(overlap)}${where}.${togetherText(overlap)} ${first}${yieldReasons[yields.rule]}.`;
  const trace = [
    ...(overlap.together ?? []).slice(0, maxPlaces).flatMap(brokenLines),
    ...files.slice(0, maxPlaces).map((file) => placeText(file, other.number)),
    ...otherChange.slice(0, maxPlaces).map((change) => `#${other.number} ${changeText(change)}`),
  ];
  const about = { rule, why: whyOverlaps, fix: waits ? fixOf(overlap, base, subject.agent) : ownershipRules[rule].fix };
  // Where they block, people let all of them pass by the id of the overlap.
  const named = rule === "overlap-waits" ? { id, other: { number: other.number, head: other.head } } : {};
  const [main, ...others] = files.slice(0, maxPlaces).flatMap(placeOf);
  return [
    { ...named, ...about, what, trace, ...(main === undefined ? {} : { at: main }) },
    ...others.map((at): Finding => ({ ...named, ...about, what: `Contested with #${other.number}, too.`, at })),
  ];
}

/** What a gate says of both merged, and its own lines, such as every link of a chain. */
function brokenLines({ gate, finding }: BrokenTogether): readonly string[] {
  return [`${gate} (${finding.rule}): ${finding.what}`, ...(finding.trace ?? []).slice(0, maxPlaces)];
}

function placeText({ path, kind, mine, theirs, owners }: ContestedFile, number: number): string {
  const here = mine.length === 0 ? "" : `, lines ${linesText(mine)} here`;
  const there = theirs.length === 0 ? "" : `, ${linesText(theirs)} in #${number}`;
  const whose = owners.length === 0 ? "" : `; it belongs to ${owners.join(", ")}`;
  return `${shownText(path)} (${kind})${here}${there}${whose}`;
}

function placeOf({ pathInMine, mine: [first] }: ContestedFile): readonly NonNullable<Finding["at"]>[] {
  if (pathInMine === undefined) return [];
  return [{ path: pathInMine, ...(first === undefined ? {} : { firstLine: first.first, lastLine: first.last }) }];
}

function fixOf(
  { other, files, level, yields, together }: PullRequestOverlap,
  base: OverlapBase,
  agent: string | null,
): string {
  const command = rebaseCommand(base);
  const then = command === undefined ? "bring this change onto its base" : `\`${command}\``;
  const wait = `Wait until #${other.number} is merged, then ${then}.`;
  if (level === "duplicate") return `Close one of the two, or: ${wait}`;
  if (together?.[0] !== undefined) return `${wait} Then: ${together[0].finding.fix}`;
  if (files.length === 0) return wait;
  const request = yields.rule === "owner" && agent !== null ? requestFor(agent, files) : undefined;
  const ask = request === undefined ? "" : ` Or ask its owner: ${request}`;
  return `${wait} Or take ${filesText(files)} out of this change.${ask}`;
}

/** Whoever asks names itself, and one file that is not its own. */
function requestFor(agent: string, files: readonly ContestedFile[]): string | undefined {
  const file = files.find(({ owners }) => owners.length > 0 && !owners.includes(agent));
  return file === undefined ? undefined : handoffCommand(agent, file.path);
}

function partial({ pairs }: PullRequestOverlaps): readonly Finding[] {
  if (pairs.judged >= pairs.total) return [];
  const what = `partial: ${pairs.judged} of ${countOf(pairs.total, "pair")}. The others were not merged for a try.`;
  const { fix } = ownershipRules["overlap-partial"];
  return [{ rule: "overlap-partial", what, why: "Two of the others may collide all the same.", fix }];
}

function unjudgedTogether({ together }: PullRequestOverlaps): readonly Finding[] {
  if (together?.because === undefined) return [];
  const what = `What it and others break only together was looked at for ${together.judged} of ${countOf(together.total, "pair")}. ${together.because}`;
  const { fix } = ownershipRules["overlap-partial"];
  return [{ rule: "overlap-partial", what, why: "Two of the others may break a rule together all the same.", fix }];
}

function setAside({ setAside: why }: PullRequestOverlaps): readonly Finding[] {
  return why === undefined ? [] : [unknown(`It is not compared with other open pull requests: ${asideTexts[why]}.`)];
}

const asideTexts: Readonly<Record<NonNullable<PullRequestOverlaps["setAside"]>, string>> = {
  large: "it changes more files than `max-files` says",
  stuck: "it cannot be merged into its base alone, and has to be rebased first",
  old: "nobody touched it for longer than `max-age-days` says",
};

function unknown(what: string): Finding {
  const { fix } = ownershipRules["overlap-unknown"];
  return { rule: "overlap-unknown", what, why: "Whoever works at the same place may be merged first.", fix };
}
