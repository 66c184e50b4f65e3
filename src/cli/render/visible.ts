/**
 * Foreign text for a terminal: characters that move the cursor, change colours, hide or reorder text are shown as
 * escapes. Line feeds stay.
 */
export function visible(text: string): string {
  return text.replaceAll(/[^\P{Cc}\n]|[\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, escapeOf);
}

/** The same for a place that must stay on one line. */
export function visibleLine(text: string): string {
  return visible(text).replaceAll("\n", "\\n");
}

function escapeOf(character: string): string {
  if (character === "\t") return "\\t";
  if (character === "\r") return "\\r";
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
