import { createHash } from "node:crypto";
import type { Notice } from "../core/notice.ts";
import { cutLine } from "./check-limits.ts";
import { escapeMarkdown, inlineCode, showInvisible } from "./markdown.ts";
import { tableSection } from "./table-text.ts";

/** Where a notice belongs: the same key of another gate or repository is another notice. */
export interface NoticePlace {
  readonly repositoryId: number;
  readonly gate: string;
  /** A digest of the notice's key, which may hold anything. */
  readonly notice: string;
}

/** What an issue says. */
export interface IssueText {
  readonly title: string;
  readonly body: string;
}

/** Limits of GitHub, in characters. Not in its documentation: what it refuses with 422 is longer. */
const titleLimit = 256;
const bodyLimit = 65_536;
/** Ours, each after it is escaped: what is longer is not read, and a table has to find room. */
const textLimit = 8_000;
const lineLimit = 200;
/** Of the list of notices without an issue. */
const listLimit = 20_000;
/** Left free for the line that closing adds. */
const roomForClosing = 1_000;

export function noticeId(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 40);
}

/**
 * The first line of our issues, which GitHub does not show. It is looked for nowhere else, and only in issues that the App
 * has opened itself, so that neither a person nor a text in a notice can pass for one. With the repository's id in it, an
 * issue that was moved to another repository is none of that one.
 */
function markerOf({ repositoryId, gate, notice }: NoticePlace): string {
  return `<!-- lanekeeper-notice ${repositoryId} ${gate} ${notice} -->`;
}

const marker = /^<!-- lanekeeper-notice (\d{1,16}) ([a-z][a-z0-9-]*) ([0-9a-f]{40}) -->(?:\r?\n|$)/;

/** Whose issue it is by its first line. */
export function placeOfIssue(body: string): NoticePlace | undefined {
  const [found, repositoryId, gate, notice] = marker.exec(body) ?? [];
  if (found === undefined || gate === undefined || notice === undefined) return undefined;
  return { repositoryId: Number(repositoryId), gate, notice };
}

/** The issue of a notice. `others`: notices beyond the number of issues, of which this one tells. */
export function issueText(
  place: NoticePlace,
  notice: Notice,
  branch: string,
  others: readonly Notice[] = [],
): IssueText {
  const head = [
    markerOf(place),
    `**What:** ${text(notice.what)}`,
    `**Why:** ${text(notice.why)}`,
    `**Fix:** ${text(notice.fix)}`,
  ].join("\n\n");
  const foot = [...(others.length === 0 ? [] : [otherNotices(others)]), signature(place.gate, branch)].join("\n\n");
  const room = bodyLimit - roomForClosing - head.length - foot.length;
  return { title: titleOf(notice), body: [head, ...tablesWithin(notice, room), foot].join("\n\n") };
}

function titleOf({ title }: Notice): string {
  return cutLine(
    showInvisible(cutLine(title, titleLimit)).replaceAll("\n", " ").trim() || "Something to look at",
    titleLimit,
  );
}

function text(foreign: string): string {
  // Cut before, too: work is for what is shown, however long the text is.
  return cutLine(escapeMarkdown(cutLine(foreign, textLimit)), textLimit);
}

function otherNotices(others: readonly Notice[]): string {
  const lines: string[] = [];
  let length = 0;
  for (const { title } of others) {
    const line = `- ${shortCode(title)}`;
    length += line.length + 1;
    if (length > listLimit) break;
    lines.push(line);
  }
  const more = others.length > lines.length ? [`- and ${others.length - lines.length} more`] : [];
  return ["### Without an issue of their own", "", ...lines, ...more].join("\n");
}

function signature(gate: string, branch: string): string {
  const about = `Lanekeeper's gate ${inlineCode(gate)} says this about ${shortCode(branch)}.`;
  return `---\n\n${about} This text is kept up to date, and the issue is closed when it is over. Close it yourself and it stays closed, until it is over and comes back.`;
}

/** As code, a name begins no list and no heading. */
function shortCode(foreign: string): string {
  return inlineCode(cutLine(showInvisible(cutLine(foreign, lineLimit)), lineLimit));
}

const tablesLeftOut = "Some tables are too long to be shown here.";

/** Whole tables only: half a table would be taken for all of it. */
function tablesWithin({ tables = [] }: Notice, room: number): readonly string[] {
  const shown: string[] = [];
  let left = room - tablesLeftOut.length - 2;
  let leftOut = false;
  for (const section of tables.map(tableSection)) {
    if (section.length + 2 > left) leftOut = true;
    else {
      shown.push(section);
      left -= section.length + 2;
    }
  }
  return leftOut ? [...shown, tablesLeftOut] : shown;
}

/** Why an issue is closed: the gate does not see it any more, or nobody asks the gate. */
export type Ending = "gone" | "unwatched";

/** The body with a last line; as it was when somebody has made it so long that there is no room. */
export function withEnding(body: string, ending: Ending, { branch, today }: { branch: string; today: string }): string {
  const where = shortCode(branch);
  const why =
    ending === "gone"
      ? `Lanekeeper does not see this on ${where} any more`
      : `the configuration of ${where} does not ask for this any more`;
  const ended = `${body.trimEnd()}\n\n**Closed on ${today}: ${why}.**`;
  return ended.length > bodyLimit ? body : ended;
}

/** Whether Lanekeeper has closed the issue, and no person. */
export function hasEnding(body: string): boolean {
  return /\n\*\*Closed on \d{4}-\d\d-\d\d: [^\n]*\.\*\*\s*$/.test(body);
}
