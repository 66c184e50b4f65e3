/** What a byte means in JSON, outside of strings. */
export const byteKinds = {
  space: 1,
  openObject: 2,
  openArray: 3,
  closeObject: 4,
  closeArray: 5,
  comma: 6,
  colon: 7,
  quote: 8,
  /** Numbers, true, false and null. */
  scalar: 9,
} as const;

/** The kind of every byte; 0 for those that JSON has not outside of strings. */
export const kindOfByte: Uint8Array = build("0123456789+-.eEtrufalsn");

/** The same, where `NaN` and `Infinity` may stand as well. */
export const kindOfByteWithWords: Uint8Array = build("0123456789+-.eEtrufalsnNIity");

function build(scalars: string): Uint8Array {
  const kinds = new Uint8Array(256);
  const set = (characters: string, kind: number) => {
    for (const character of characters) kinds[character.charCodeAt(0)] = kind;
  };
  set(" \t\n\r", byteKinds.space);
  set("{", byteKinds.openObject);
  set("[", byteKinds.openArray);
  set("}", byteKinds.closeObject);
  set("]", byteKinds.closeArray);
  set(",", byteKinds.comma);
  set(":", byteKinds.colon);
  set('"', byteKinds.quote);
  set(scalars, byteKinds.scalar);
  return kinds;
}
