import { digitsBetween, textBetween } from "../digits.ts";
import type { ProblemNotes } from "../problem-log.ts";
import { kindOfByte, kindOfByteWithWords, byteKinds as kinds } from "./bytes.ts";
import { endValue, type Machine, type MachineState, open, stop, unexpected } from "./machine.ts";
import { skim } from "./skim.ts";
import { slicer, type Wanted } from "./slicer.ts";

export interface JsonStream {
  push(piece: Uint8Array): void;
  end(): void;
}

/** `several`: whether documents may follow each other, as gcov writes them to standard output. */
export interface JsonPlan extends Wanted {
  readonly several: boolean;
}

/**
 * Reads JSON in pieces, and parses only the values that are wanted, one at a time. So the memory needed is that of one
 * file's entry, whatever the size of the report, and of a report that was cut off all is kept that came before.
 */
export function jsonStream(plan: JsonPlan, problems: ProblemNotes): JsonStream {
  const state: MachineState = {
    expect: "value",
    arrays: [],
    inside: "nothing",
    escaped: false,
    scalar: "",
    stopped: false,
    place: 0,
    before: 0,
    several: plan.several,
  };
  const table = plan.words === true ? kindOfByteWithWords : kindOfByte;
  const machine: Machine = { state, slices: slicer(plan, problems), kindOfByte: table, problems };
  problems.locate(() => ({ offset: state.before + state.place }));
  return {
    push(piece) {
      if (state.stopped) return;
      state.place = 0;
      while (state.place < piece.length && !state.stopped) state.place = step(machine, piece, state.place);
      if (!machine.slices.carry(piece)) state.stopped = true;
      if (state.stopped) return;
      state.before += piece.length;
      state.place = 0;
    },
    end() {
      if (state.stopped || state.expect === "document") return;
      problems.note("truncated", "it ends inside of an object or array.");
    },
  };
}

/** Reads what begins or goes on here, and answers where the next begins. */
function step(machine: Machine, piece: Uint8Array, start: number): number {
  const { state } = machine;
  if (state.inside === "string" || state.inside === "key") return readString(machine, piece, start);
  if (state.inside === "scalar") return readScalar(machine, piece, start);
  if (machine.slices.inEntry()) return skim(machine, piece, start);
  const kind = machine.kindOfByte[piece[start] ?? 0];
  switch (kind) {
    case kinds.space:
      return start + 1;
    case kinds.quote:
    case kinds.scalar:
    case kinds.openObject:
    case kinds.openArray:
      return begin(machine, kind, start);
    case kinds.closeObject:
    case kinds.closeArray:
      return close(machine, kind === kinds.closeArray, piece, start);
    case kinds.colon:
      if (state.expect !== "colon") break;
      state.expect = "value";
      return start + 1;
    case kinds.comma:
      if (state.expect !== "comma-or-end") break;
      state.expect = state.arrays.at(-1) === true ? "value" : "key";
      return start + 1;
  }
  return unexpected(machine, piece, start);
}

/** A quote, a scalar, or what opens an object or array. */
function begin(machine: Machine, kind: number, start: number): number {
  const { state, slices } = machine;
  if (state.expect === "document" && state.several) state.expect = "value";
  if (kind === kinds.quote && (state.expect === "key" || state.expect === "key-or-end")) {
    slices.keyBegins(start);
    state.inside = "key";
    return start + 1;
  }
  if (state.expect !== "value" && state.expect !== "value-or-end") {
    const rule = state.expect === "document" ? "mixed-content" : "malformed";
    return stop(machine, rule, start, "it is not one JSON document: a value stands where none can.");
  }
  slices.valueBegins(start, kind === kinds.openObject || kind === kinds.openArray);
  if (kind === kinds.quote) state.inside = "string";
  else if (kind === kinds.scalar) state.inside = "scalar";
  else open(machine, kind === kinds.openArray);
  // A scalar is read from its first byte on.
  return kind === kinds.scalar ? start : start + 1;
}

function close(machine: Machine, array: boolean, piece: Uint8Array, start: number): number {
  const { state, slices } = machine;
  const ends = state.expect === "comma-or-end" || state.expect === (array ? "value-or-end" : "key-or-end");
  if (!ends || state.arrays.at(-1) !== array) return unexpected(machine, piece, start);
  state.arrays.pop();
  slices.close();
  endValue(machine, piece, start + 1);
  return start + 1;
}

const [quote, backslash, space] = [34, 92, 32];

function readString(machine: Machine, piece: Uint8Array, start: number): number {
  const { state, slices } = machine;
  for (let place = start; place < piece.length; place += 1) {
    const byte = piece[place] ?? 0;
    if (state.escaped) state.escaped = false;
    else if (byte === backslash) state.escaped = true;
    else if (byte < space) return unexpected(machine, piece, place);
    else if (byte === quote) {
      if (state.inside === "string") endValue(machine, piece, place + 1);
      else {
        slices.keyEnds(piece, place + 1);
        state.inside = "nothing";
        state.expect = "colon";
      }
      return place + 1;
    }
  }
  return piece.length;
}

function readScalar(machine: Machine, piece: Uint8Array, start: number): number {
  const { state } = machine;
  let end = start;
  while (end < piece.length && machine.kindOfByte[piece[end] ?? 0] === kinds.scalar) end += 1;
  // Nearly all are plain numbers that lie in one piece.
  const plain = state.scalar === "" && end < piece.length && digitsBetween(piece, start, end) !== -1;
  if (!plain && state.scalar.length < maxScalar)
    state.scalar += textBetween(piece, start, Math.min(end, start + maxScalar));
  if (end === piece.length) return end;
  if (!plain && !scalar.test(state.scalar)) return unexpected(machine, piece, start);
  state.scalar = "";
  endValue(machine, piece, end);
  return end;
}

const scalar = /^(-?\d{1,400}(\.\d{1,400})?([eE][+-]?\d{1,400})?|true|false|null|NaN|-?Infinity)$/;
const maxScalar = 1_000;
