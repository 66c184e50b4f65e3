import { type AuditEntry, auditLine, AuditEntry as Entry, lineHash, noEntry } from "./audit-entry.ts";

/** Something wrong at a line, 1-based. */
export interface AuditFlaw {
  readonly line: number;
  /** A whole sentence. */
  readonly what: string;
}

/** An audit log of which nothing was changed, removed, inserted or moved, as far as its own lines tell. */
export interface AuditLog {
  readonly entries: readonly AuditEntry[];
  /** Of the last line, or `noEntry`. */
  readonly last: string;
}

export type ParsedAuditLog =
  | { readonly kind: "log"; readonly log: AuditLog }
  | { readonly kind: "broken"; readonly flaws: readonly [AuditFlaw, ...AuditFlaw[]] };

const maxBytes = 8 * 1024 * 1024;
const maxFlaws = 50;

interface Line {
  readonly number: number;
  readonly hash: string;
  readonly entry: AuditEntry;
}

/** Reads the log and follows its chain. No bytes are an empty log. */
export function parseAuditLog(content: Uint8Array): ParsedAuditLog {
  if (content.length > maxBytes) return broken([{ line: 1, what: `The log has more than ${maxBytes} bytes.` }]);
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(content);
  const damage = text.indexOf("\ufffd");
  if (damage >= 0)
    return broken([{ line: text.slice(0, damage).split("\n").length, what: "This line is not UTF-8 text." }]);
  const [tail = "", ...reversed] = text.split("\n").toReversed();
  const read = reversed.toReversed().map((line, index) => readLine(line, index + 1));
  const lines = read.flatMap((line) => ("entry" in line ? [line] : []));
  const flaws = [
    ...read.flatMap((line) => ("what" in line ? [line] : [])),
    ...(tail === "" ? [] : [{ line: read.length + 1, what: "The log is cut off in the middle of this line." }]),
    ...chainFlaws(lines, lines.length === read.length),
  ];
  const [first, ...others] = flaws.toSorted((one, other) => one.line - other.line);
  if (first !== undefined) return broken([first, ...others]);
  return { kind: "log", log: { entries: lines.map(({ entry }) => entry), last: lines.at(-1)?.hash ?? noEntry } };
}

function broken([first, ...others]: readonly [AuditFlaw, ...AuditFlaw[]]): ParsedAuditLog {
  return { kind: "broken", flaws: [first, ...others.slice(0, maxFlaws - 1)] };
}

function readLine(text: string, number: number): Line | AuditFlaw {
  const parsed = Entry.safeParse(parsedJson(text));
  if (!parsed.success) return { line: number, what: "This line is no entry of an audit log." };
  if (auditLine(parsed.data) !== text) {
    return { line: number, what: "This line was edited: it is not written as Lanekeeper writes entries." };
  }
  return { number, hash: lineHash(text), entry: parsed.data };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Numbers first, so that what was removed, inserted or moved is called so; hashes then tell what was changed. */
function chainFlaws(lines: readonly Line[], isWhole: boolean): readonly AuditFlaw[] {
  const flaws: AuditFlaw[] = [];
  const bySeq = new Map<number, Line>();
  let expected = 1;
  for (const line of lines) {
    const { seq } = line.entry;
    if (seq < expected) {
      flaws.push({ line: line.number, what: `Entry ${seq} is out of place here: it was inserted, doubled or moved.` });
      if (!bySeq.has(seq)) bySeq.set(seq, line);
      continue;
    }
    // Where a line could not be read, that it is missing is said already.
    if (seq > expected && isWhole) flaws.push({ line: line.number, what: missingText(expected, seq - 1) });
    expected = seq + 1;
    bySeq.set(seq, line);
  }
  return [...flaws, ...lines.flatMap((line) => hashFlaw(line, bySeq))];
}

function missingText(first: number, last: number): string {
  return first === last
    ? `Entry ${first} is missing before this line: it was removed or moved.`
    : `Entries ${first} to ${last} are missing before this line: they were removed or moved.`;
}

function hashFlaw({ number, entry }: Line, bySeq: ReadonlyMap<number, Line>): readonly AuditFlaw[] {
  const before = bySeq.get(entry.seq - 1);
  // Only the first line of a number belongs to the chain; others are out of place already.
  if (bySeq.get(entry.seq)?.number !== number) return [];
  if (entry.seq === 1) {
    return entry.prev === noEntry
      ? []
      : [{ line: number, what: "This first entry says that another one is before it." }];
  }
  if (before === undefined || before.hash === entry.prev) return [];
  const what = `Entry ${before.entry.seq} was changed: it is not what it was when entry ${entry.seq}, on line ${number}, was written.`;
  return [{ line: before.number, what }];
}
