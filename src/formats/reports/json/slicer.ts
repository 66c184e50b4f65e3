import { MAX_ENTRY_BYTES, MAX_KEY_CHARACTERS } from "../limits.ts";
import { type ProblemNotes, shown } from "../problem-log.ts";
import { capture } from "./capture.ts";
import { quoteWords } from "./words.ts";

/** Keys from the root to a value; "*" stands for any key, and for every item of an array. */
type Pattern = readonly string[];

/** What is wanted of a document. All else is only checked for its grammar. */
export interface Wanted {
  readonly patterns: readonly Pattern[];
  /** Objects and arrays beside those on the way to what is wanted. Any other may be an entry that lost its place. */
  readonly known?: readonly Pattern[];
  /** Whether NaN, Infinity and -Infinity may stand bare, as Python and C++ write them. They come as texts. */
  readonly words?: boolean;
  value(path: readonly string[], value: unknown): void;
}

/** Follows the path to the present value, and cuts out the values that are wanted. Places are in the present piece. */
export interface Slicer {
  keyBegins(place: number): void;
  keyEnds(piece: Uint8Array, place: number): void;
  valueBegins(place: number, isContainer: boolean): void;
  valueEnds(piece: Uint8Array, place: number): void;
  open(array: boolean): void;
  close(): void;
  /** Whether what comes is inside of a value that is cut out, and is parsed then. */
  inEntry(): boolean;
  /** The present piece ends. False when more would have to be kept of one value than may be. */
  carry(piece: Uint8Array): boolean;
}

/** Each character of a key may be written with six bytes. */
const maxKeyBytes = MAX_KEY_CHARACTERS * 6 + 2;

export function slicer(wanted: Wanted, problems: ProblemNotes): Slicer {
  const [key, entry] = [capture(maxKeyBytes), capture(MAX_ENTRY_BYTES)];
  const depthWanted = Math.max(...wanted.patterns.map((pattern) => pattern.length));
  /** For each container that is open: the key of the present value, or its number in an array. */
  const path: (string | number)[] = [];
  let entryDepth = -1;

  return {
    keyBegins(place) {
      if (path.length <= depthWanted && entryDepth === -1) key.begin(place);
    },
    keyEnds(piece, place) {
      if (!key.active()) return;
      const text = parse(key.end(piece, place), false, problems);
      path[path.length - 1] = typeof text === "string" ? text : "";
    },
    valueBegins(place, isContainer) {
      const last = path.at(-1);
      if (typeof last === "number") path[path.length - 1] = last + 1;
      if (entryDepth !== -1 || path.length > depthWanted) return;
      if (matches(wanted.patterns, path)) {
        entryDepth = path.length;
        entry.begin(place);
      } else if (isContainer && wanted.known !== undefined && !leadsTo([...wanted.patterns, ...wanted.known], path)) {
        problems.note("unknown-entry", `nothing of this format stands in ${shown(path.join("/"))}.`);
      }
    },
    valueEnds(piece, place) {
      if (entryDepth !== path.length || !entry.active()) return;
      entryDepth = -1;
      const value = parse(entry.end(piece, place), wanted.words === true, problems);
      if (value !== undefined) wanted.value(path.map(String), value);
    },
    open: (array) => path.push(array ? -1 : ""),
    close: () => path.pop(),
    inEntry: () => entryDepth !== -1 && path.length > entryDepth,
    carry: (piece) => fits(key.carry(piece), entry.carry(piece), problems),
  };
}

function fits(keyFits: boolean, entryFits: boolean, problems: ProblemNotes): boolean {
  if (!keyFits) problems.note("limit", `a key has more than ${maxKeyBytes} bytes.`);
  if (!entryFits) problems.note("limit", `one entry has more than ${MAX_ENTRY_BYTES} bytes.`);
  return keyFits && entryFits;
}

function matches(patterns: readonly Pattern[], path: readonly (string | number)[]): boolean {
  return patterns.some(
    (pattern) => pattern.length === path.length && pattern.every((part, index) => part === "*" || part === path[index]),
  );
}

/** Whether a pattern goes through here, or ends here or before. */
function leadsTo(patterns: readonly Pattern[], path: readonly (string | number)[]): boolean {
  return patterns.some((pattern) =>
    pattern.slice(0, path.length).every((part, index) => part === "*" || part === path[index]),
  );
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });

/** Undefined, and a problem, for bytes that are not JSON. Bytes that are not UTF-8 are a problem, but are read. */
function parse(bytes: Uint8Array, words: boolean, problems: ProblemNotes): unknown {
  const text = decode(bytes, problems);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const quoted = words ? quoteWords(text) : text;
    if (quoted !== text) return parse(utf8.encode(quoted), false, problems);
    problems.note("malformed", `it is not JSON: ${shown(error.message)}.`);
    return undefined;
  }
}

const utf8 = new TextEncoder();

function decode(bytes: Uint8Array, problems: ProblemNotes): string {
  try {
    return strict.decode(bytes);
  } catch {
    // A strict decoder throws for nothing else.
    problems.note("encoding", "it has bytes that are not UTF-8.");
    return lenient.decode(bytes);
  }
}
