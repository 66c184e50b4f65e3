import { compressorOf } from "../reports/compressed.ts";
import { withoutMark } from "../reports/format-reader.ts";
import { shown } from "../reports/problem-log.ts";
import { chooseJsonFormat } from "./json/choose.ts";
import { jsonReader } from "./json/reader.ts";
import type { ProblemLog, ProblemRule } from "./problems.ts";
import type { FormatReader } from "./reader.ts";
import { goReader } from "./text/go.ts";
import { lcovReader } from "./text/lcov.ts";
import { xmlReader } from "./xml/reader.ts";

const known =
  "Cobertura, LCOV, coverage.py JSON, JaCoCo, Clover, Istanbul JSON, Go cover profiles, SimpleCov, llvm-cov JSON, gcov JSON and OpenCover are";

/** The reader of the format that a report begins like. It is fed the report from its very start. */
export function readerFor(head: Uint8Array, problems: ProblemLog): FormatReader {
  const packed = compressorOf(head);
  if (packed !== undefined) return refusing("compressed", `it is compressed with ${packed}.`, problems);
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

function refusing(rule: ProblemRule, what: string, problems: ProblemLog): FormatReader {
  problems.note(rule, what);
  return { push: () => undefined, end: () => ({ kind: "unknown" }) };
}
