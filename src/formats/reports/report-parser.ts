import { encodingOf, type Transcoder, transcoder } from "./encoding.ts";
import type { FormatReader } from "./format-reader.ts";
import type { ProblemNotes } from "./problem-log.ts";
import { join } from "./records.ts";

/** Reads one report, of whatever format it is. It is fed the bytes of the file, in pieces of any size. */
export interface ReportParser<Read> {
  /** It never throws for what is in a report; a piece may be used again afterwards. */
  push(piece: Uint8Array): void;
  /** To be called once, behind the last piece. Undefined when there was no text to choose a format by. */
  end(): Read | undefined;
}

/** Chooses the reader by how a report begins. It is fed the report from its very start. */
type ReaderFor<Read> = (head: Uint8Array) => FormatReader<Read>;

/** Bytes that the format is told from. */
const headBytes = 65_536;

/** A larger piece is read in parts: limits are looked at between them, and texts cut out of one do not live long. */
const partBytes = 16_384;

/** Keeps the first bytes until the format can be told from them. What is in UTF-16 becomes UTF-8. */
export function reportParser<Read>(readerFor: ReaderFor<Read>, problems: ProblemNotes): ReportParser<Read> {
  let head: Uint8Array[] = [];
  let headLength = 0;
  let input: Input<Read> | undefined;

  function begin(): Input<Read> {
    const whole = join(head, headLength);
    head = [];
    const begun = openInput(whole, readerFor, problems);
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
      return (input ?? begin()).end();
    },
  };
}

/** The bytes behind whatever encoding they came in. */
interface Input<Read> {
  push(part: Uint8Array): void;
  end(): Read | undefined;
}

function openInput<Read>(head: Uint8Array, readerFor: ReaderFor<Read>, problems: ProblemNotes): Input<Read> {
  const encoding = encodingOf(head);
  if (encoding !== "utf-8") return transcodedInput(transcoder(encoding), readerFor, problems);
  return readerFor(head);
}

/** UTF-16 becomes UTF-8 on its way; its own first piece tells the format. */
function transcodedInput<Read>(utf8: Transcoder, readerFor: ReaderFor<Read>, problems: ProblemNotes): Input<Read> {
  let reader: FormatReader<Read> | undefined;
  let broken = false;
  return {
    push(part) {
      const text = broken ? undefined : utf8.push(part);
      if (text === undefined) {
        if (!broken) problems.note("encoding", "it has bytes that are not UTF-16.");
        broken = true;
        return;
      }
      reader ??= readerFor(text);
      reader.push(text);
    },
    end() {
      if (!broken && !utf8.end()) problems.note("truncated", "it ends inside a character.");
      return reader?.end();
    },
  };
}
