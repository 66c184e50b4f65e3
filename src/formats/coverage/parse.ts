import { readerFor } from "./detect.ts";
import { encodingOf, type Transcoder, transcoder } from "./encoding.ts";
import type { Coverage, CoverageReport } from "./model.ts";
import { type ProblemLog, problemLog } from "./problems.ts";
import type { FormatReader, ReadCoverage } from "./reader.ts";
import { join } from "./text/records.ts";

/** Reads one report, of whatever format it is. It is fed the bytes of the file, in pieces of any size. */
export interface CoverageParser {
  /** It never throws for what is in a report; a piece may be used again afterwards. */
  push(piece: Uint8Array): void;
  /** To be called once, behind the last piece. */
  end(): CoverageReport;
}

/** Bytes that the format is told from. */
const headBytes = 65_536;

/** A larger piece is read in parts: limits are looked at between them, and texts cut out of one do not live long. */
const partBytes = 16_384;

/**
 * The format is told by content, never by name. A compressed report has to be unpacked by the caller: nothing here
 * bounds what a few bytes unpack to.
 */
export function coverageParser(): CoverageParser {
  const problems = problemLog();
  let head: Uint8Array[] = [];
  let headLength = 0;
  let input: Input | undefined;

  function begin(): Input {
    const whole = join(head, headLength);
    head = [];
    const begun = openInput(whole, problems);
    begun.push(whole);
    return begun;
  }

  return {
    push(piece) {
      // A `Buffer` is a Uint8Array whose `slice` does not copy.
      const plain = new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength);
      for (let start = 0; start < plain.length; start += partBytes) {
        const part = plain.subarray(start, start + partBytes);
        if (input !== undefined) {
          input.push(part);
          continue;
        }
        head.push(part.slice());
        headLength += part.length;
        if (headLength >= headBytes) input = begin();
      }
    },
    end() {
      return conclude((input ?? begin()).end(), problems);
    },
  };
}
/** The bytes behind whatever encoding they came in. */
interface Input {
  push(part: Uint8Array): void;
  end(): ReadCoverage;
}

function openInput(head: Uint8Array, problems: ProblemLog): Input {
  const encoding = encodingOf(head);
  if (encoding !== "utf-8") return transcodedInput(transcoder(encoding), problems);
  return readerFor(head, problems);
}

/** UTF-16 becomes UTF-8 on its way; its own first piece tells the format. */
function transcodedInput(utf8: Transcoder, problems: ProblemLog): Input {
  let reader: FormatReader | undefined;
  let broken = false;
  return {
    push(part) {
      const text = broken ? undefined : utf8.push(part);
      if (text === undefined) {
        if (!broken) problems.note("encoding", "it has bytes that are not UTF-16.");
        broken = true;
        return;
      }
      reader ??= readerFor(text, problems);
      reader.push(text);
    },
    end() {
      if (!broken && !utf8.end()) problems.note("truncated", "it ends inside a character.");
      return reader?.end() ?? { kind: "unknown" };
    },
  };
}

function conclude(read: ReadCoverage, problems: ProblemLog): CoverageReport {
  if (read.kind === "unknown") return { kind: "unknown", complete: false, problems: problems.list() };
  const empty = read.kind === "summary" ? read.files.size === 0 : hasNoLine(read.files);
  if (empty) problems.note("empty", "it has no executable line.");
  return { ...read, complete: problems.complete(), problems: problems.list() };
}

function hasNoLine(files: Coverage["files"]): boolean {
  return [...files.values()].every(({ lines }) => lines.length === 0);
}
