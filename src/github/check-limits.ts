import type { Annotation, CheckContent } from "./check-content.ts";
import { showInvisible } from "./markdown.ts";

/** Limits of GitHub's API for check runs (its OpenAPI description, "Create a check run"). Lengths are in characters. */
export const textLimit = 65_535;
export const annotationsPerRequest = 50;
const titleLimit = 255;
const messageLimit = 64 * 1024;
/** Ours: each page of annotations is one more call, and nobody reads a thousand of them. */
export const mostAnnotations = 500;

/**
 * The same content within GitHub's limits. Drawings are left out first, since findings tell the same. What else is left
 * out is named, with a link to the whole report when there is one.
 */
export function withinLimits(content: CheckContent): CheckContent {
  const leftOut = Math.max(0, content.annotations.length - mostAnnotations);
  const more = leftOut === 0 ? "" : `\n\n${leftOut} more annotations are not shown here. ${linkTo(content.detailsUrl)}`;
  const { summaryWithoutDrawings, text, ...rest } = content;
  const fits = content.summary.length + more.length <= textLimit;
  const summary = fits ? content.summary : (summaryWithoutDrawings ?? content.summary);
  return {
    ...rest,
    title: cutLine(showInvisible(content.title).replaceAll("\n", " "), titleLimit),
    summary: cutSummary(summary + more, content.detailsUrl),
    // Half of the data would be none.
    ...(text === undefined || text.length > textLimit ? {} : { text }),
    annotations: content.annotations.slice(0, mostAnnotations).map(annotationWithinLimits),
  };
}

function annotationWithinLimits(annotation: Annotation): Annotation {
  const { raw_details: details, ...rest } = annotation;
  return {
    ...rest,
    title: cutLine(annotation.title, titleLimit),
    message: cutBytes(showInvisible(annotation.message), messageLimit),
    ...(details === undefined ? {} : { raw_details: cutBytes(showInvisible(details), messageLimit) }),
  };
}

/** Cuts before a heading or list item, so that no code block stays open. */
function cutSummary(summary: string, detailsUrl: string | undefined): string {
  if (summary.length <= textLimit) return summary;
  const notice = `\n\n**This summary is cut short: GitHub takes ${textLimit} characters.** ${linkTo(detailsUrl)}`;
  const room = summary.slice(0, textLimit - notice.length);
  const boundary = Math.max(room.lastIndexOf("\n\n### "), room.lastIndexOf("\n\n## "), room.lastIndexOf("\n\n- "));
  if (boundary > 0) return room.slice(0, boundary) + notice;
  // One finding alone is longer than the limit: close whatever fence may be open.
  const fence = "\n``````````";
  return room.slice(0, room.length - fence.length) + fence + notice;
}

function linkTo(detailsUrl: string | undefined): string {
  if (detailsUrl === undefined) return "Run `lanekeeper check` on a clone to see everything.";
  return `[The whole report](${detailsUrl}) has everything.`;
}

/** Shortened text says so by its end. The limit is in characters. */
export function cutLine(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).toWellFormed()}…`;
}

function cutBytes(text: string, limit: number): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= limit) return text;
  // A cut character decodes to U+FFFD, which the slice drops.
  return `${new TextDecoder().decode(bytes.slice(0, limit - 8)).replace(/\uFFFD+$/, "")}…`;
}
