import { compressorOf } from "../reports/compressed.ts";
import { withoutMark } from "../reports/format-reader.ts";
import { jsonStream } from "../reports/json/json-stream.ts";
import { shown } from "../reports/problem-log.ts";
import { chooseJsonFormat } from "./json/choose.ts";
import type { ProblemLog, ProblemRule } from "./problems.ts";
import type { FormatReader, JsonFormat } from "./reader.ts";
import { goReader } from "./text/go.ts";

const known =
  "JSON of pytest-benchmark, Google Benchmark, Criterion, hyperfine, JMH, BenchmarkDotNet, vitest, tinybench and k6, lists of name, unit and value, and what go test -bench prints are";

/**
 * The reader of the format that a report begins like. It is fed the report from its very start. The path tells no
 * format; but Criterion has the names of benchmarks nowhere else.
 */
export function readerFor(head: Uint8Array, path: string, problems: ProblemLog): FormatReader {
  const packed = compressorOf(head);
  if (packed !== undefined) return refusing("compressed", `it is compressed with ${packed}.`, problems);
  const text = new TextDecoder("utf-8").decode(head).trimStart();
  const reader = readerOf(text, path, problems);
  if (reader !== undefined) return withoutMark(reader);
  if (/^[\s\0]*$/.test(text))
    return refusing("empty", head.length === 0 ? "the file is empty." : "there is nothing in it.", problems);
  if (/^(\{\s*\}|\[\s*\])\s*$/.test(text)) return refusing("empty", "it is JSON with nothing in it.", problems);
  const begins = `it begins with ${shown(text.slice(0, 60))}. ${known} read.`;
  return refusing("unknown-format", begins, problems);
}

function readerOf(text: string, path: string, problems: ProblemLog): FormatReader | undefined {
  if (/^[{[]/.test(text)) {
    const format = chooseJsonFormat(text, path, problems);
    return format === undefined ? undefined : jsonReader(format, problems);
  }
  // Whatever a test prints may come first.
  return /^(goos: |goarch: |pkg: |Benchmark[^a-z\n][^\n]*\s\d+\s)/m.test(text) ? goReader(problems) : undefined;
}

function jsonReader(format: JsonFormat, problems: ProblemLog): FormatReader {
  const stream = jsonStream(format, problems);
  return {
    push: stream.push,
    end() {
      stream.end();
      return format.end();
    },
  };
}

function refusing(rule: ProblemRule, what: string, problems: ProblemLog): FormatReader {
  problems.note(rule, what);
  return { push: () => undefined, end: () => ({ kind: "unknown" }) };
}
