import { join } from "../records.ts";

/** Bytes of one value, which may lie in several pieces. */
export interface Capture {
  active(): boolean;
  /** Begins at this place of the present piece. */
  begin(place: number): void;
  /** The present piece ends here; what was captured of it is copied. False when it grew beyond the limit. */
  carry(piece: Uint8Array): boolean;
  /** All bytes, up to this place of the present piece. */
  end(piece: Uint8Array, place: number): Uint8Array;
}

export function capture(maxBytes: number): Capture {
  let start = -1;
  let pieces: Uint8Array[] = [];
  let bytes = 0;
  return {
    active: () => start !== -1,
    begin(place) {
      start = place;
    },
    carry(piece) {
      if (start === -1) return true;
      pieces.push(piece.slice(start));
      bytes += piece.length - start;
      start = 0;
      return bytes <= maxBytes;
    },
    end(piece, place) {
      const last = piece.subarray(start, place);
      const whole = pieces.length === 0 ? last : join([...pieces, last], bytes + last.length);
      start = -1;
      pieces = [];
      bytes = 0;
      return whole;
    },
  };
}
