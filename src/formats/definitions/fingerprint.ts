export const noFingerprint = 0x811c9dc5;

/** A fingerprint with one more token (FNV-1a over UTF-16 codes; the end of each token counts, too). */
export function addToken(fingerprint: number, token: string): number {
  let value = fingerprint;
  for (let at = 0; at < token.length; at += 1) value = Math.imul(value ^ token.charCodeAt(at), 0x01000193);
  return Math.imul(value ^ 0x1f, 0x01000193) >>> 0;
}
