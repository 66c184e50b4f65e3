import { types } from "node:util";
import { grouped } from "../core/count-of.ts";
import type { ReportReader } from "../core/report-reader.ts";

/** One report as its reader encodes it, or why no gate may judge by it. */
export type ReadReport =
  | { readonly path: string; readonly text: string }
  | { readonly path: string; readonly refused: string };

const maxMessageLength = 500;
/** Errors that a reader throws by mistake. Their texts may quote what they stumbled over. */
const mistakes: ReadonlySet<string> = new Set(
  "TypeError RangeError ReferenceError SyntaxError URIError EvalError".split(" "),
);
/** The first bytes of a file in a zip archive. */
const zipStart = [0x50, 0x4b, 0x03, 0x04];

/** Reads one report to its end. Never throws: what breaks down is told of this report alone. */
export async function readReport<T>(
  reader: ReportReader<T>,
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  maxTextLength: number,
): Promise<ReadReport> {
  try {
    const reading = reader.open(path);
    let isEmpty = true;
    for await (const chunk of chunks) {
      if (isEmpty && reader.takesArchives !== true && isZip(chunk)) return { path, refused: isArchive };
      isEmpty &&= chunk.length === 0;
      reading.push(chunk);
    }
    if (isEmpty) return { path, refused: "The report is empty. Look why nothing was written before it was uploaded." };
    const value = reading.end();
    const flaw = reader.flaw(value);
    if (flaw !== undefined) return { path, refused: `${flaw.what} ${flaw.fix}` };
    const text = reader.encode(value);
    if (text.length > maxTextLength) return { path, refused: tooMuch(maxTextLength) };
    return { path, text };
  } catch (error) {
    return { path, refused: wordsOf(error) };
  }
}

function isZip(chunk: Uint8Array): boolean {
  return zipStart.every((byte, index) => chunk[index] === byte);
}

const isArchive = "The report is a zip archive in itself, which is not opened. Upload the reports that are in it.";

export function tooMuch(maxTextLength: number): string {
  return `What is read out of the report takes more than ${grouped(maxTextLength)} characters. Split it, or leave parts out.`;
}

function wordsOf(error: unknown): string {
  if (types.isNativeError(error) && !mistakes.has(error.name) && !("code" in error)) {
    return error.message.slice(0, maxMessageLength);
  }
  const name = types.isNativeError(error) ? error.name : "no error";
  return `Reading the report broke down (${name}). That is a fault of Lanekeeper's own; please tell its makers.`;
}
