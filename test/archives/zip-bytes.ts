import { crc32, deflateRawSync } from "node:zlib";

/** An entry of an archive that is written byte by byte, so that it can lie. */
export interface Written {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** Bytes to put in place of the packed content. */
  readonly packed?: Uint8Array;
  readonly stored?: boolean;
  readonly method?: number;
  readonly flags?: number;
  readonly attributes?: number;
  readonly checksum?: number;
  readonly size?: number;
  readonly packedSize?: number;
  /** Where the entry is said to begin. */
  readonly offset?: number;
  readonly extra?: Uint8Array;
}

export interface Ending {
  readonly entries?: number;
  readonly disk?: number;
  readonly directorySize?: number;
  readonly directoryOffset?: number;
  readonly comment?: Uint8Array;
  /** Writes the end record for 64 bits; where it is said to be, if not where it is. */
  readonly large?: { readonly offset?: bigint; readonly entries?: bigint };
  /** Bytes between the list and its end record. */
  readonly gap?: Uint8Array;
}

export const symbolicLink = (0o120777 << 16) >>> 0;

export function zipOf(entries: readonly Written[], ending: Ending = {}): Buffer {
  const files: Buffer[] = [];
  const listed: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, central } = headersOf(entry, offset);
    files.push(local);
    listed.push(central);
    offset += local.length;
  }
  const directory = Buffer.concat(listed);
  const end = endOf(offset, directory.length, entries.length, ending);
  return Buffer.concat([...files, directory, ending.gap ?? Buffer.alloc(0), ...end]);
}

function headersOf(entry: Written, offset: number): { readonly local: Buffer; readonly central: Buffer } {
  const name = Buffer.from(entry.name);
  const content = Buffer.from(entry.content ?? "");
  const packed = entry.packed ?? (entry.stored === true ? content : deflateRawSync(content));
  const extra = entry.extra ?? Buffer.alloc(0);
  const shared = Buffer.alloc(24);
  shared.writeUInt16LE(20, 0);
  // Names are UTF-8 unless the flags say otherwise.
  shared.writeUInt16LE(entry.flags ?? 0x800, 2);
  shared.writeUInt16LE(entry.method ?? (entry.stored === true ? 0 : 8), 4);
  shared.writeUInt32LE(entry.checksum ?? crc32(content), 10);
  shared.writeUInt32LE(entry.packedSize ?? packed.length, 14);
  shared.writeUInt32LE(entry.size ?? content.length, 18);
  shared.writeUInt16LE(name.length, 22);
  const rest = Buffer.alloc(16);
  rest.writeUInt16LE(extra.length, 0);
  rest.writeUInt32LE(entry.attributes ?? 0, 8);
  rest.writeUInt32LE(entry.offset ?? offset, 12);
  const local = Buffer.concat([signature(0x04034b50), shared, Buffer.alloc(2), name, packed]);
  const central = Buffer.concat([signature(0x02014b50), uint16(0x0314), shared, rest, name, extra]);
  return { local, central };
}

function endOf(offset: number, size: number, count: number, ending: Ending): readonly Buffer[] {
  const comment = ending.comment ?? Buffer.alloc(0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(ending.disk ?? 0, 4);
  end.writeUInt16LE(Math.min(0xffff, ending.entries ?? count), 8);
  end.writeUInt16LE(Math.min(0xffff, ending.entries ?? count), 10);
  end.writeUInt32LE(ending.directorySize ?? size, 12);
  end.writeUInt32LE(ending.directoryOffset ?? offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return [...largeEndOf(offset, size, count, ending), end, Buffer.from(comment)];
}

function largeEndOf(offset: number, size: number, count: number, { large }: Ending): readonly Buffer[] {
  if (large === undefined) return [];
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(large.entries ?? BigInt(count), 24);
  record.writeBigUInt64LE(large.entries ?? BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(large.offset ?? BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return [record, locator];
}

/** The field in which numbers of 64 bits stand, in the order in which the header lacks them. */
export function largeNumbers(...numbers: readonly bigint[]): Uint8Array {
  const field = Buffer.alloc(4 + 8 * numbers.length);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8 * numbers.length, 2);
  for (const [index, number] of numbers.entries()) field.writeBigUInt64LE(number, 4 + 8 * index);
  return field;
}

function signature(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}

function uint16(number: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(number);
  return bytes;
}
