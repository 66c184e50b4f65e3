/** Word joiner, of no width: keeps `@name`, `#12` and addresses readable without a mention or a link. */
const joiner = "\u2060";

/**
 * Foreign text as plain Markdown text: nothing in it can format, link, mention, close a fence or hide.
 * Control and bidirectional characters become visible escapes.
 */
export function escapeMarkdown(text: string): string {
  return onOneLine(showInvisible(text))
    .replace(/[\\`*_[\]<>|~&$]/g, (character) => (character === "<" ? "&lt;" : `\\${character}`))
    .replace(/[@#](?=\w)/g, `$&${joiner}`)
    .replace(/\bGH-(?=\d)/gi, `$&${joiner}`)
    .replace(/\b(https?|ftp|mailto|www)([:.])/gi, `$1${joiner}$2`)
    .replace(
      /\b(?=\w*\d)(?=\w*[a-f])[0-9a-f]{7,64}\b/gi,
      (commit) => `${commit.slice(0, 1)}${joiner}${commit.slice(1)}`,
    );
}

/** Foreign text as inline code, fenced by more backticks than it holds. */
export function inlineCode(text: string): string {
  const shown = onOneLine(showInvisible(text));
  const fence = "`".repeat(longestRun(shown, "`") + 1);
  const padding = shown.startsWith("`") || shown.endsWith("`") || shown === "" ? " " : "";
  // A pipe ends a table cell even inside code.
  return `${fence}${padding}${shown}${padding}${fence}`.replaceAll("|", "\\|");
}

/** Foreign lines as a code block. */
export function codeBlock(lines: readonly string[], language = "text"): string {
  const shown = lines.map(showInvisible);
  const fence = "`".repeat(Math.max(3, longestRun(shown.join("\n"), "`") + 1));
  return `${fence}${language}\n${shown.join("\n")}\n${fence}`;
}

/** In time proportional to the text, however many blanks it has. */
function onOneLine(text: string): string {
  if (!text.includes("\n")) return text;
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "").join(" ");
}

function longestRun(text: string, character: string): number {
  let longest = 0;
  let run = 0;
  for (const each of text) {
    run = each === character ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** C0 and C1 controls (but line feed), zero-width and bidirectional characters as `\u{…}`. */
export function showInvisible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) =>
    character === "\n" ? "\n" : `\\u{${character.codePointAt(0)?.toString(16) ?? ""}}`,
  );
}
