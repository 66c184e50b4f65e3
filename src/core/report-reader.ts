/**
 * Reads a normalised value out of one report, piece by piece, so that a large one is never whole in memory. The version
 * grows whenever it would read something else out of the same bytes.
 */
export interface ReportReader<T> {
  readonly id: string;
  readonly version: number;
  /** Zip archives are read like anything else; otherwise one is refused, since reports were packed by mistake. */
  readonly takesArchives?: true;
  /**
   * Whether an artifact may hold none of the files that are asked for, which says nothing then; by the pattern of names that it
   * was asked for with. Where it may not, as by default, whoever named it is told what it holds.
   */
  mayHoldNone?(artifact: string): boolean;
  /**
   * Begins a report; the path is foreign text. Whatever is called here may throw an `Error` whose message tells people, in
   * plain words, why this is no report. JavaScript's own errors, such as a `TypeError`, count as our trouble instead.
   */
  open(path: string): ReportReading<T>;
  /** Why no gate may judge by the value; undefined when one may. Such a report is refused as a whole. */
  flaw(value: T): ReportFlaw | undefined;
  encode(value: T): string;
  /** Throws when the text was not made by `encode` of this version. */
  decode(text: string): T;
}

interface ReportFlaw {
  readonly what: string;
  readonly fix: string;
}

/** One report that is being read. */
interface ReportReading<T> {
  /** The next bytes. They are not changed afterwards, so they may be kept. */
  push(chunk: Uint8Array): void;
  /** Ends the report, and tells what it says. Called at most once, and only when all bytes were pushed. */
  end(): T;
}
