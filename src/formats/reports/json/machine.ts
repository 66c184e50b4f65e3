import { MAX_DEPTH } from "../limits.ts";
import { type ProblemNotes, type ReadingRule, shown } from "../problem-log.ts";
import type { Slicer } from "./slicer.ts";

/** What may come next. "document": the last one is whole. */
type Expect = "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma-or-end" | "document";

export interface MachineState {
  expect: Expect;
  /** For each object or array that is open, whether it is an array. */
  readonly arrays: boolean[];
  inside: "nothing" | "key" | "string" | "scalar";
  /** Inside of a string: the next byte belongs to a backslash. */
  escaped: boolean;
  /** What earlier pieces have of the present scalar. */
  scalar: string;
  stopped: boolean;
  /** Where reading stands in the present piece, and bytes before it. */
  place: number;
  before: number;
  readonly several: boolean;
}

/** What every step of reading JSON needs. */
export interface Machine {
  readonly state: MachineState;
  readonly slices: Slicer;
  /** What each byte means outside of strings. */
  readonly kindOfByte: Uint8Array;
  readonly problems: ProblemNotes;
}

/** An object or array opens. */
export function open(machine: Machine, array: boolean): void {
  const { state, slices } = machine;
  state.arrays.push(array);
  slices.open(array);
  state.expect = array ? "value-or-end" : "key-or-end";
  if (state.arrays.length > MAX_DEPTH) stop(machine, "limit", 0, `values are nested more than ${MAX_DEPTH} deep.`);
}

/** A value ends, before this place of the piece. */
export function endValue({ state, slices }: Machine, piece: Uint8Array, end: number): void {
  state.inside = "nothing";
  state.expect = state.arrays.length === 0 ? "document" : "comma-or-end";
  slices.valueEnds(piece, end);
}

/** Notes that this byte cannot stand here, and stops. */
export function unexpected(machine: Machine, piece: Uint8Array, start: number): number {
  const text = shown(String.fromCharCode(piece[start] ?? 0));
  if (machine.state.expect === "document") return stop(machine, "mixed-content", start, `more follows: ${text}.`);
  return stop(machine, "malformed", start, `it is not JSON: ${text} stands where it cannot.`);
}

export function stop({ state, problems }: Machine, rule: ReadingRule, start: number, what: string): number {
  problems.note(rule, what);
  state.stopped = true;
  return start;
}
