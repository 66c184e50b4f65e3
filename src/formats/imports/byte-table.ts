/** A look-up table over all bytes: 1 where the claim holds. */
export function tableOf(claim: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (claim(byte) ? 1 : 0));
}
