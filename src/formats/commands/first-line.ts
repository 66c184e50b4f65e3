/** In characters. A longer line is no command that a person has written. */
export const maxLineLength = 4_000;

/**
 * The first line of a comment that is not blank, when it can be a command: it begins with a slash and a letter, indented by
 * three blanks at most. So nothing in a quotation, a fence, an indented block or a comment of HTML is one. A longer line than
 * that is cut one character behind the limit.
 */
export function commandLine(body: string): string | undefined {
  let start = 0;
  while (start < body.length) {
    const end = endOfLine(body, start);
    if (!isBlank(body, start, end)) {
      const line = body.slice(start, Math.min(end, start + maxLineLength + 1));
      return /^ {0,3}\/[a-z]/i.test(line) ? line.trim() : undefined;
    }
    start = body.startsWith("\r\n", end) ? end + 2 : end + 1;
  }
  return undefined;
}

function endOfLine(body: string, start: number): number {
  for (let at = start; at < body.length; at += 1) if (body[at] === "\n" || body[at] === "\r") return at;
  return body.length;
}

function isBlank(body: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (body[at] !== " " && body[at] !== "\t") return false;
  return true;
}
