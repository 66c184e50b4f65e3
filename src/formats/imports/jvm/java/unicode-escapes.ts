const encoder = new TextEncoder();

/** Whether `\u` stands anywhere, if only as two letters of a string. */
export function hasUnicodeEscape(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x5c); at !== -1; at = bytes.indexOf(0x5c, at + 1))
    if (bytes[at + 1] === 0x75) return true;
  return false;
}

/**
 * The text that the Java compiler sees: it undoes `\uXXXX` before anything else, in words and comments too. A line end
 * that is written so ends a comment, and is none that anybody counts: it becomes a carriage return of its own.
 */
export function withoutUnicodeEscapes(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(bytes).replaceAll("\r\n", "\n").replaceAll("\r", "\n");
  // A backslash before a backslash is one of a string, and begins nothing.
  const undone = text.replace(/\\(?:\\|u+([\da-fA-F]{4}))/g, (all, digits?: string) => {
    if (digits === undefined) return all;
    const letter = String.fromCharCode(Number.parseInt(digits, 16));
    return letter === "\n" ? "\r" : letter;
  });
  return encoder.encode(undone);
}
