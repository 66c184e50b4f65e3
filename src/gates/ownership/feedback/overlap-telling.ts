import {
  type CommentPolicy,
  messageLimits,
  type OverlapMessage,
  type OverlapTelling,
  overrideCommand,
} from "../../../core/overlap-message.ts";
import type { PullRequestOverlaps } from "../../../core/pull-request-overlaps.ts";
import { isProvenSameAgent } from "../overlap/same-agent.ts";
import type { JudgedOverlap, OverlapEffect } from "../overlaps/effects.ts";
import { actionsFor, type ForeignPath } from "./actions.ts";
import { agentText, ownerTexts, pathText, shortCommit, shortText } from "./foreign-text.ts";
import { type EntryLimits, overlapEntry } from "./overlap-entry.ts";

/** So long may the message be as JSON: comments and check runs have to hold it twice. */
const maxJson = 20_000;

/** What is told when there is room for it all, and when there is less and less. */
const sizes: readonly Size[] = [
  { overlaps: messageLimits.overlaps, files: messageLimits.files, ranges: messageLimits.ranges, changes: 12 },
  { overlaps: messageLimits.overlaps, files: 5, ranges: 3, changes: 6 },
  { overlaps: messageLimits.overlaps, files: 2, ranges: 2, changes: 2 },
  { overlaps: 10, files: 2, ranges: 2, changes: 2 },
  { overlaps: 5, files: 1, ranges: 1, changes: 1 },
];

/**
 * What the agent of a pull request is told of how it meets others, and of paths of others that it changes. The same facts always
 * give the same message.
 */
export function overlapTelling(
  comments: CommentPolicy,
  overlaps: ToldOverlaps,
  judged: readonly JudgedOverlap[],
  foreign: readonly ForeignPath[],
): OverlapTelling {
  const told = judged.filter(({ effect, overlap }) => effect !== "listed" || overlap.level === "stacked");
  const parts = { overlaps, foreign, told };
  const sized = sizes.map((size) => messageOf(parts, size));
  const message = sized.find((each) => JSON.stringify(each).length <= maxJson) ?? sized.at(-1);
  if (message === undefined) throw new RangeError("There is a smallest message.");
  return { message, comments, notable: isNotable(parts) };
}

/** What is told of everything that is known. */
type ToldOverlaps = Pick<PullRequestOverlaps, "subject" | "base" | "pairs" | "setAside" | "mergeOrder">;

interface Parts {
  readonly overlaps: ToldOverlaps;
  readonly foreign: readonly ForeignPath[];
  readonly told: readonly JudgedOverlap[];
}

type Size = EntryLimits & { readonly overlaps: number };

function messageOf({ overlaps, foreign, told }: Parts, size: Size): OverlapMessage {
  const { subject, base, pairs, setAside, mergeOrder } = overlaps;
  const waits = told.filter(({ effect }) => effect === "blocks" || effect === "waits").map(({ overlap }) => overlap);
  const blocking = told.find(({ effect }) => effect === "blocks")?.overlap;
  const shown = told.slice(0, size.overlaps);
  const paths = foreign.slice(0, messageLimits.ownership);
  return {
    schema: "lanekeeper.overlap/1",
    pr: subject.number,
    head: shortCommit(subject.head),
    base: { ref: shortText(base.ref), sha: shortCommit(base.sha) },
    actor: { agent: agentText(subject.agent), trust: subject.trust },
    verdict: verdictOf({ foreign, told }),
    partial: pairs.judged < pairs.total,
    pairs,
    ...(setAside === undefined ? {} : { set_aside: setAside }),
    ownership: paths.map(({ path, owners, mode, source }) => ({
      path: pathText(path),
      owners: ownerTexts(owners),
      mode,
      source: shortText(source),
      result: "violation",
    })),
    overlaps: shown.map((judged) => overlapEntry(judged, size)),
    hidden: told.length - shown.length + foreign.length - paths.length,
    actions: actionsFor(overlaps, waits, foreign),
    merge_order: mergeOrder.slice(0, messageLimits.order),
    ...(blocking === undefined ? {} : { override: overrideCommand(blocking.id) }),
  };
}

function verdictOf({ foreign, told }: Pick<Parts, "foreign" | "told">): OverlapMessage["verdict"] {
  const has = (wanted: OverlapEffect) => told.some(({ effect }) => effect === wanted);
  if (foreign.length > 0 || has("blocks")) return "blocked";
  if (has("waits")) return "yield";
  return has("goes-first") ? "coordinate" : "proceed";
}

/**
 * The same file alone is no reason to write to anybody, and neither is what one agent does twice on the same lines. Drafts are
 * told of what belongs to others, and of nothing else.
 */
function isNotable({ overlaps: { subject }, foreign, told }: Parts): boolean {
  if (foreign.length > 0) return true;
  return told.some(({ effect, overlap: { level, other } }) => {
    if (effect === "listed" || level === "file") return false;
    if (level === "ownership") return true;
    if (subject.draft) return false;
    return !isProvenSameAgent(subject, other) || (level !== "hunk" && level !== "symbol");
  });
}
