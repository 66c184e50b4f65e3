import { digitsBetween, find, textBetween } from "../../reports/digits.ts";
import { shown } from "../../reports/problem-log.ts";
import { recordReader } from "../../reports/records.ts";
import { type Collector, collector } from "../collector.ts";
import { countFromText } from "../counts.ts";
import type { ProblemLog } from "../problems.ts";
import type { FormatReader } from "../reader.ts";

/**
 * LCOV's tracefile, as geninfo 1 and 2 and many others write it. A section of a source file may come again; `LF` is
 * only compared. The format has no end mark but that of a section, so a file that was cut off between two sections
 * cannot be told from a whole one.
 */
export function lcovReader(problems: ProblemLog): FormatReader {
  const state: State = {
    files: collector("lcov", problems),
    problems,
    open: false,
    announced: false,
    found: 0,
    branches: false,
  };
  const records = recordReader(problems, (bytes, start, end) => readRecord(bytes, start, end, state));
  return {
    push: records.push,
    end() {
      records.end();
      if (state.open || state.announced) problems.note("truncated", "it ends inside a section, before end_of_record.");
      const files = state.files.files({ branches: state.branches, statements: false });
      return { kind: "lines", format: "lcov", files, hints: { style: "file", roots: [] } };
    },
  };
}

interface State {
  readonly files: Collector;
  readonly problems: ProblemLog;
  /** Between SF and end_of_record. */
  open: boolean;
  /** Behind TN, which begins a section. */
  announced: boolean;
  /** DA records of this section. */
  found: number;
  /** Whether anything in the report says that branches were measured. */
  branches: boolean;
}

const [colon, comma, hash, minus, zero] = [58, 44, 35, 45, 48];
const [letterA, letterB, letterD, letterR] = [65, 66, 68, 82];

/** Records that hold nothing that is counted here. */
const ignored = new Set(["VER", "FN", "FNDA", "FNF", "FNH", "FNL", "FNA", "LH", "BRH", "MCDC", "MCF", "MCH"]);

/** DA and BRDA come first, and are told by their bytes: nearly all records are one of them. */
function readRecord(bytes: Uint8Array, start: number, end: number, state: State): void {
  const first = bytes[start];
  if (first === letterD && bytes[start + 1] === letterA && bytes[start + 2] === colon) {
    readLine(bytes, start, end, state);
  } else if (first === letterB && bytes[start + 1] === letterR && bytes[start + 4] === colon) {
    readArm(bytes, start, end, state);
  } else if (first !== hash) readOther(bytes, start, end, state);
}

function readOther(bytes: Uint8Array, start: number, end: number, state: State): void {
  const { problems } = state;
  const nameEnd = find(bytes, colon, start, Math.min(end, start + 16));
  const name = nameEnd === -1 ? textBetween(bytes, start, end) : textBetween(bytes, start, nameEnd);
  if (nameEnd === -1) {
    if (name !== "end_of_record") problems.note("unknown-entry", `there is no record ${shown(name)}.`);
    else if (!state.open) problems.note("unreadable-entry", "a section ends that has not begun.");
    state.open = false;
  } else if (name === "SF") openSection(textBetween(bytes, nameEnd + 1, end), state);
  else if (name === "LF") compareFound(digitsBetween(bytes, nameEnd + 1, end), state);
  else if (name === "BRF") state.branches = true;
  else if (name === "TN") state.announced = true;
  else if (!ignored.has(name)) problems.note("unknown-entry", `there is no record ${shown(name)}.`);
}

function openSection(path: string, state: State): void {
  const { files, problems } = state;
  if (state.open) problems.note("truncated", "a section begins before the last one has its end_of_record.");
  if (path.includes("\ufffd")) problems.note("encoding", `a path is not UTF-8: ${shown(path)}.`);
  files.open(path);
  state.open = true;
  state.announced = false;
  state.found = 0;
}

function compareFound(declared: number, { found, problems }: State): void {
  if (declared > found) problems.note("totals-differ", `LF says ${declared} lines, and ${found} are there.`);
}

/** DA:line,hits[,checksum] */
function readLine(bytes: Uint8Array, start: number, end: number, state: State): void {
  state.found += 1;
  const first = find(bytes, comma, start, end);
  const second = first === -1 ? -1 : find(bytes, comma, first + 1, end);
  const hitsEnd = second === -1 ? end : second;
  const line = first === -1 ? -1 : digitsBetween(bytes, start + 3, first);
  if (line === -1 || !state.open) {
    refuse(textBetween(bytes, start, end), state);
    return;
  }
  let hits = digitsBetween(bytes, first + 1, hitsEnd);
  if (hits === -1) hits = slowHits(textBetween(bytes, first + 1, hitsEnd), state.problems);
  state.files.line(line, hits, false);
}

/** BRDA:line,[e]block,branch,taken. The branch may be a text with commas; taken is "-" where the line never ran. */
function readArm(bytes: Uint8Array, start: number, end: number, state: State): void {
  state.branches = true;
  const first = find(bytes, comma, start, end);
  const second = first === -1 ? -1 : find(bytes, comma, first + 1, end);
  const last = bytes.lastIndexOf(comma, end - 1);
  const line = first === -1 ? -1 : digitsBetween(bytes, start + 5, first);
  if (line === -1 || second === -1 || last <= second || !state.open || bytes[start + 2] !== letterD) {
    refuse(textBetween(bytes, start, end), state);
    return;
  }
  const inFirstBlock = second === first + 2 && bytes[first + 1] === zero;
  const number = inFirstBlock ? digitsBetween(bytes, second + 1, last) : -1;
  let hits = last + 2 === end && bytes[last + 1] === minus ? 0 : digitsBetween(bytes, last + 1, end);
  if (hits === -1) hits = slowHits(textBetween(bytes, last + 1, end), state.problems);
  state.files.arm(line, number === -1 ? textBetween(bytes, first + 1, last) : number, hits);
}

function refuse(record: string, { open, problems }: State): void {
  const why = open ? "cannot be read" : "stands outside of a section";
  problems.note("unreadable-entry", `a record ${why}: ${shown(record)}.`);
}

function slowHits(text: string, problems: ProblemLog): number {
  const count = countFromText(text);
  if (count.kind === "unreadable") {
    problems.note("unreadable-entry", `a count cannot be read, and is taken for 0: ${shown(text)}.`);
    return 0;
  }
  if (count.kind === "odd") problems.note("odd-count", count.what);
  return count.hits;
}
