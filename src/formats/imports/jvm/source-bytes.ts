/** The bytes of a file as UTF-8, whatever its byte order mark says it is. */
export function sourceBytes(file: Uint8Array): Uint8Array {
  if (file[0] === 0xff && file[1] === 0xfe) return reencoded(file, "utf-16le");
  return file[0] === 0xfe && file[1] === 0xff ? reencoded(file, "utf-16be") : file;
}

function reencoded(file: Uint8Array, encoding: string): Uint8Array {
  return new TextEncoder().encode(new TextDecoder(encoding).decode(file));
}
