import { chooseJsonFormat } from "./json/choose.ts";
import { jsonReader } from "./json/reader.ts";
import { type ProblemLog, type ProblemRule, shown } from "./problems.ts";
import type { FormatReader } from "./reader.ts";
import { goReader } from "./text/go.ts";
import { lcovReader } from "./text/lcov.ts";
import { xmlReader } from "./xml/reader.ts";

const known =
  "Cobertura, LCOV, coverage.py JSON, JaCoCo, Clover, Istanbul JSON, Go cover profiles, SimpleCov, llvm-cov JSON, gcov JSON and OpenCover are";

/** How the files of archivers and compressors begin. */
const compressed = [
  { name: "gzip", bytes: [0x1f, 0x8b] },
  { name: "zip", bytes: [0x50, 0x4b] },
  { name: "bzip2", bytes: [0x42, 0x5a, 0x68] },
  { name: "zstd", bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: "xz", bytes: [0xfd, 0x37, 0x7a, 0x58] },
];

/** The reader of the format that a report begins like. It is fed the report from its very start. */
export function readerFor(head: Uint8Array, problems: ProblemLog): FormatReader {
  const packed = compressed.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  if (packed !== undefined) return refusing("compressed", `it is compressed with ${packed.name}.`, problems);
  const text = new TextDecoder("utf-8").decode(head).trimStart();
  const reader = readerOf(text, problems);
  if (reader !== undefined) return withoutMark(reader);
  if (/^[\s\0]*$/.test(text))
    return refusing("empty", head.length === 0 ? "the file is empty." : "there is nothing in it.", problems);
  if (/^\{\s*\}?\s*$/.test(text)) return refusing("empty", "it is JSON with nothing in it.", problems);
  const begins = `it begins with ${shown(text.slice(0, 60))}. ${known} read.`;
  return refusing("unknown-format", begins, problems);
}

function readerOf(text: string, problems: ProblemLog): FormatReader | undefined {
  if (text.startsWith("<")) return xmlReader(problems);
  if (/^mode: /.test(text)) return goReader(problems);
  if (/^(TN|SF|VER):|^#.{0,1000}\n\s{0,100}(TN|SF|VER):/.test(text)) return lcovReader(problems);
  const format = chooseJsonFormat(text, problems);
  return format === undefined ? undefined : jsonReader(format, problems);
}

/** Leaves out a byte order mark, which editors put in front of UTF-8. */
function withoutMark(reader: FormatReader): FormatReader {
  let first = true;
  return {
    push(piece) {
      const marked = first && piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf;
      first = false;
      reader.push(marked ? piece.subarray(3) : piece);
    },
    end: () => reader.end(),
  };
}

function refusing(rule: ProblemRule, what: string, problems: ProblemLog): FormatReader {
  problems.note(rule, what);
  return { push: () => undefined, end: () => ({ kind: "unknown" }) };
}
