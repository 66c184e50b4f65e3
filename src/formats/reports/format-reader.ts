/** Reads one format. It is fed UTF-8 in pieces, cut anywhere, and never throws for what is in them. */
export interface FormatReader<Read> {
  push(piece: Uint8Array): void;
  /** To be called once, behind the last piece. */
  end(): Read;
}

/** Leaves out a byte order mark, which editors put in front of UTF-8. */
export function withoutMark<Read>(reader: FormatReader<Read>): FormatReader<Read> {
  let first = true;
  return {
    push(piece) {
      const marked = first && piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf;
      first = false;
      reader.push(marked ? piece.subarray(3) : piece);
    },
    end: () => reader.end(),
  };
}
