/** The package brings no types. */
declare module "snappyjs" {
  /** One block of raw Snappy. */
  export function compress(bytes: Uint8Array): Uint8Array;
  export function uncompress(bytes: Uint8Array): Uint8Array;
}
