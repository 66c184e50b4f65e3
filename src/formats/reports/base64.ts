/** So many bytes become characters at once; a call takes only so many arguments. */
const bytesAtOnce = 8_192;

/** Base64, as reports are stored with the numbers in them. */
export function textOf(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += bytesAtOnce) {
    text += String.fromCharCode(...bytes.subarray(start, start + bytesAtOnce));
  }
  return btoa(text);
}

/** Throws for a text that is not Base64. */
export function bytesOf(text: string): Uint8Array {
  const characters = atob(text);
  // A loop takes a twentieth of the time of `Uint8Array.from`.
  const bytes = new Uint8Array(characters.length);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = characters.charCodeAt(index);
  return bytes;
}
