import { byteKinds as kinds } from "./bytes.ts";
import { endValue, type Machine, open, unexpected } from "./machine.ts";

/**
 * Reads on inside of a value that is cut out, to the next string or its end. It is parsed then, so that here only brackets
 * are matched, and bytes refused that JSON has nowhere.
 */
export function skim(machine: Machine, piece: Uint8Array, start: number): number {
  const { state, slices, kindOfByte } = machine;
  for (let place = start; place < piece.length; place += 1) {
    const kind = kindOfByte[piece[place] ?? 0];
    if (kind === kinds.quote) {
      state.inside = "string";
      return place + 1;
    }
    if (kind === kinds.openObject || kind === kinds.openArray) open(machine, kind === kinds.openArray);
    else if (kind === kinds.closeObject || kind === kinds.closeArray) {
      if (state.arrays.at(-1) !== (kind === kinds.closeArray)) return unexpected(machine, piece, place);
      state.arrays.pop();
      slices.close();
      endValue(machine, piece, place + 1);
      if (!slices.inEntry()) return place + 1;
    } else if (kind === 0) return unexpected(machine, piece, place);
    if (state.stopped) return place;
  }
  return piece.length;
}
