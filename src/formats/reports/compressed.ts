/** How the files of archivers and compressors begin. */
const compressors = [
  { name: "gzip", bytes: [0x1f, 0x8b] },
  { name: "zip", bytes: [0x50, 0x4b] },
  { name: "bzip2", bytes: [0x42, 0x5a, 0x68] },
  { name: "zstd", bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: "xz", bytes: [0xfd, 0x37, 0x7a, 0x58] },
];

/** What a file that begins like this is compressed with; undefined when it is not. */
export function compressorOf(head: Uint8Array): string | undefined {
  return compressors.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte))?.name;
}
