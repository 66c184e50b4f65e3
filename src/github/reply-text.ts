import type { Text } from "../core/text.ts";
import { escapeMarkdown, inlineCode } from "./markdown.ts";

/** Stands in the reply to a comment, and in no other. */
export function replyMarker(commentId: number): string {
  return `<!-- lanekeeper:reply:${commentId} -->`;
}

/** Foreign text in it is short; a command has no more than a line. */
const maxCode = 200;

/**
 * A reply in Markdown. It never begins with a slash, so that no bot, and not we ourselves, could take it for a command.
 * `ledgerUrl` leads to what was written down.
 */
export function replyText(
  commentId: number,
  { text, refused }: { readonly text: Text; readonly refused: boolean },
  ledgerUrl: string | undefined,
): string {
  const said = text
    .map((part) => (typeof part === "string" ? escapeMarkdown(part) : inlineCode(cut(part.code))))
    .join("");
  const link = ledgerUrl === undefined ? [] : [`<sub>[Leases and ledger](${ledgerUrl})</sub>`];
  return [`${refused ? "**Refused.**" : "**Done.**"} ${said}`, ...link, replyMarker(commentId)].join("\n\n");
}

function cut(text: string): string {
  return text.length > maxCode ? `${text.slice(0, maxCode)}…` : text;
}
