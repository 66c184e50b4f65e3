/**
 * Foreign text on one line: characters that would hide, reorder or break it, or that no XML may hold, become visible
 * escapes.
 */
export function plainText(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** The same, with the middle of a long text left out. */
export function shortText(text: string, maxCharacters = 60): string {
  const characters = [...plainText(text)];
  if (characters.length <= maxCharacters) return characters.join("");
  const half = Math.floor((maxCharacters - 1) / 2);
  return `${characters.slice(0, half).join("")}…${characters.slice(-half).join("")}`;
}

/** How a page shows a name: almost every one in full. */
export function shownName(name: string): string {
  return shortText(name, 200);
}
