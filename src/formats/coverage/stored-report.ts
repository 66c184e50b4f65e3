import { z } from "zod";
import { bytesOf, textOf } from "../reports/base64.ts";
import { storedProblems } from "../reports/stored-problem.ts";
import type { CoverageReport, FileCoverage } from "./model.ts";
import { coverageParser } from "./parse.ts";
import { usableReport } from "./usable.ts";

const Count = z.number().nonnegative();
const Fraction = z.object({ covered: Count, total: Count });
const problems = storedProblems(
  z.enum([
    "truncated",
    "malformed",
    "unreadable-entry",
    "unknown-entry",
    "mixed-content",
    "encoding",
    "limit",
    "entities",
    "compressed",
    "unknown-format",
    "empty",
    "no-such-line",
    "odd-count",
    "no-branch-detail",
    "no-lines",
    "totals-differ",
  ]),
);
const Table = z.string().transform(bytesOf);
const Hints = z.object({
  package: z.string().exactOptional(),
  module: z.string().exactOptional(),
  name: z.string().exactOptional(),
});
const File = z.object({
  lines: Table,
  branches: Table.optional(),
  statements: Table.optional(),
  scheme: z.string(),
  surplus: Count,
  hints: Hints,
});
const FileTotals = z.object({ lines: Fraction, branches: Fraction, statements: Fraction });

const Stored = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("lines"),
    format: z.enum([
      "clover",
      "cobertura",
      "coverage.py",
      "gcov",
      "go",
      "istanbul",
      "jacoco",
      "lcov",
      "llvm-cov",
      "opencover",
      "simplecov",
    ]),
    hints: z.object({ style: z.enum(["file", "go-import", "java-package"]), roots: z.array(z.string()) }),
    files: z.array(z.tuple([z.string(), File])),
    complete: z.boolean(),
    problems,
  }),
  z.object({
    kind: z.literal("summary"),
    format: z.literal("istanbul-summary"),
    files: z.array(z.tuple([z.string(), FileTotals])),
    complete: z.boolean(),
    problems,
  }),
  z.object({ kind: z.literal("unknown"), complete: z.literal(false), problems }),
]);

/** Reads coverage reports of any format, and writes what was read as text that takes a fraction of the report's size. */
export const coverageReports = {
  id: "coverage-report",
  version: 1,
  open: coverageParser,
  flaw: flawOf,
  encode: encodeReport,
  decode: decodeReport,
};

function flawOf(report: CoverageReport): { readonly what: string; readonly fix: string } | undefined {
  const usable = usableReport(report);
  return usable.kind === "flawed" ? usable : undefined;
}

function encodeReport(report: CoverageReport): string {
  if (report.kind === "unknown") return JSON.stringify(report);
  if (report.kind === "summary") return JSON.stringify({ ...report, files: [...report.files] });
  return JSON.stringify({ ...report, files: [...report.files].map(([path, file]) => [path, encodeFile(file)]) });
}

function encodeFile({ lines, branches, statements, ...others }: FileCoverage) {
  return {
    ...others,
    lines: textOf(lines),
    ...(branches === undefined ? {} : { branches: textOf(branches) }),
    ...(statements === undefined ? {} : { statements: textOf(statements) }),
  };
}

/** Throws when the text was not made by `encode` of this version. */
function decodeReport(text: string): CoverageReport {
  const stored = Stored.parse(JSON.parse(text));
  switch (stored.kind) {
    case "unknown":
      return stored;
    case "summary":
      return { ...stored, files: new Map(stored.files) };
    case "lines": {
      const files = stored.files.map(([path, { branches, statements, ...others }]): [string, FileCoverage] => [
        path,
        { ...others, branches, statements },
      ]);
      return { ...stored, files: new Map(files) };
    }
  }
}
