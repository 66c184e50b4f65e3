import { MAX_RECORD_BYTES } from "./limits.ts";
import type { ProblemNotes } from "./problem-log.ts";

/** Called with the place of one line in `bytes`, without its line end. */
export type OnRecord = (bytes: Uint8Array, start: number, end: number) => void;

export interface RecordReader {
  push(piece: Uint8Array): void;
  /** Reads what no line end has closed; true if there was any. */
  end(): boolean;
}

const [newline, carriageReturn, space] = [10, 13, 32];

/** Cuts text into lines without copying it. Only a line that two pieces share is put together. */
export function recordReader(problems: ProblemNotes, onRecord: OnRecord): RecordReader {
  const state: State = { rest: [], restBytes: 0, line: 0, problems, onRecord };
  problems.locate(() => ({ line: state.line }));
  return {
    push(piece) {
      let start = 0;
      if (state.restBytes > 0) {
        const first = piece.indexOf(newline);
        keep(first === -1 ? piece : piece.subarray(0, first), state);
        if (first === -1) return;
        closeRest(state);
        start = first + 1;
      }
      for (let end = piece.indexOf(newline, start); end !== -1; end = piece.indexOf(newline, start)) {
        record(piece, start, end, state);
        start = end + 1;
      }
      if (start < piece.length) keep(piece.subarray(start), state);
    },
    end() {
      if (state.restBytes === 0) return false;
      closeRest(state);
      return true;
    },
  };
}

interface State {
  /** Of a line that has not ended yet. */
  rest: Uint8Array[];
  restBytes: number;
  line: number;
  readonly problems: ProblemNotes;
  readonly onRecord: OnRecord;
}

/** Of a line that is too long only its length is remembered. */
function keep(piece: Uint8Array, state: State): void {
  state.restBytes += piece.length;
  if (state.restBytes <= MAX_RECORD_BYTES) state.rest.push(piece.slice());
  else state.rest = [];
}

function record(bytes: Uint8Array, start: number, end: number, state: State): void {
  state.line += 1;
  let last = end;
  while (last > start && (bytes[last - 1] === carriageReturn || bytes[last - 1] === space)) last -= 1;
  if (last > start) state.onRecord(bytes, start, last);
}

function closeRest(state: State): void {
  if (state.restBytes > MAX_RECORD_BYTES) {
    state.line += 1;
    state.problems.note("limit", `a line has more than ${MAX_RECORD_BYTES} bytes.`);
  } else {
    const whole = join(state.rest, state.restBytes);
    record(whole, 0, whole.length, state);
  }
  state.rest = [];
  state.restBytes = 0;
}

export function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
