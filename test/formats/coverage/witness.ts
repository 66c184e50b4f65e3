import { z } from "zod";

/** Lines by file, as a plain search finds them in a report: not a parser, and not to be trusted for anything else. */
type SeenLines = ReadonlyMap<string, ReadonlySet<number>>;

/** What a search for the words of each format finds; undefined when it cannot be searched at all. */
export type Witness = (text: string) => SeenLines | undefined;

/** Looks for words that open a file, and for those that name a line, one after the other. */
function searching(pattern: RegExp): Witness {
  return (text) => {
    const seen = new Map<string, Set<number>>();
    let open: string | undefined;
    // What stands in a comment is not there, and lines of methods are those of their class again.
    const plain = text.replaceAll(/<!--.*?-->|<methods>.*?<\/methods>/gs, "");
    for (const [, path, line] of plain.matchAll(pattern)) {
      if (path !== undefined) open = path;
      else if (open !== undefined) add(seen, open, Number(line));
    }
    return seen;
  };
}

function add(seen: Map<string, Set<number>>, path: string, line: number): void {
  const lines = seen.get(path) ?? new Set();
  if (line > 0) lines.add(line);
  seen.set(path, lines);
}

/** Parses the whole text at once and looks into it loosely. */
function parsing<T>(
  shape: z.ZodType<T>,
  visit: (value: T, add: (path: string, line: number) => void) => void,
): Witness {
  return (text) => {
    const parsed = shape.safeParse(jsonOf(text));
    if (!parsed.success) return undefined;
    const seen = new Map<string, Set<number>>();
    visit(parsed.data, (path, line) => add(seen, path, line));
    return seen;
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const Numbers = z.array(z.number());
const PythonJson = z.object({
  files: z.record(z.string(), z.object({ executed_lines: Numbers, missing_lines: Numbers, excluded_lines: Numbers })),
});
const IstanbulJson = z.record(
  z.string(),
  z.object({
    path: z.string(),
    statementMap: z.record(z.string(), z.object({ start: z.object({ line: z.number() }) })),
  }),
);
const RubyJson = z.record(
  z.string(),
  z.object({ coverage: z.record(z.string(), z.object({ lines: z.array(z.number().nullable()) })) }),
);
const GcovJson = z.object({
  files: z.array(z.object({ file: z.string(), lines: z.array(z.object({ line_number: z.number() })) })),
});
const LlvmJson = z.object({
  data: z.array(
    z.object({ files: z.array(z.object({ filename: z.string(), segments: z.array(z.array(z.unknown())) })) }),
  ),
});

export const witnesses = {
  cobertura: searching(/<class\b[^>]*?\bfilename="([^"]*)"|<line\b[^>]*?\bnumber="(\d+)"/g),
  lcov: searching(/^SF:(.*)$|^DA:(\d+),/gm),
  jacoco: searching(/<sourcefile\b[^>]*?\bname="([^"]*)"|<line\b[^>]*?\bnr="(\d+)"/g),
  clover: searching(/<file\b[^>]*?\bpath="([^"]*)"|<line\b(?![^>]*type\s*=\s*"method")[^>]*?\bnum="(\d+)"/g),
  opencover: searching(/<File\b[^>]*?\bfullPath="([^"]*)"|<SequencePoint\b[^>]*?\bsl="(?!16707566)(\d+)"/g),
  go: (text: string) => {
    const seen = new Map<string, Set<number>>();
    for (const [, path = "", first, last, statements] of text.matchAll(/^(.+):(\d+)\.\d+,(\d+)\.\d+ (\d+) \d+$/gm)) {
      for (let line = Number(first); Number(statements) > 0 && line <= Number(last); line += 1) add(seen, path, line);
    }
    return seen;
  },
  "coverage.py": parsing(PythonJson, ({ files }, see) => {
    for (const [path, file] of Object.entries(files)) {
      for (const line of file.executed_lines) if (!file.excluded_lines.includes(line)) see(path, line);
      for (const line of file.missing_lines) see(path, line);
    }
  }),
  istanbul: parsing(IstanbulJson, (files, see) => {
    for (const [key, { path, statementMap }] of Object.entries(files)) {
      for (const { start } of Object.values(statementMap)) see(path ?? key, start.line);
    }
  }),
  simplecov: parsing(RubyJson, (suites, see) => {
    for (const [path, { lines }] of Object.values(suites).flatMap(({ coverage }) => Object.entries(coverage))) {
      for (const [index, hits] of lines.entries()) if (hits !== null) see(path, index + 1);
    }
  }),
  gcov: parsing(GcovJson, ({ files }, see) => {
    for (const { file, lines } of files) for (const { line_number } of lines) see(file, line_number);
  }),
  "llvm-cov": parsing(LlvmJson, ({ data }, see) => {
    for (const { filename, segments } of data.flatMap(({ files }) => files)) {
      for (const [line, , , hasCount, entry, gap] of segments) {
        if (hasCount === true && entry === true && gap === false) see(filename, Number(line));
      }
    }
  }),
} as const satisfies Readonly<Record<string, Witness>>;
