/** A report that a tool made, its totals, and the words in which the tool says them itself. */
export interface ToolTotals {
  readonly report: string;
  readonly format: string;
  readonly line: string;
  readonly branch: string;
  readonly statement?: string;
  /** The file that the tool's own words are in, and the words. */
  readonly printed: string;
  readonly says: readonly string[];
  /** Why totals differ from what the tool prints. */
  readonly though?: string;
}

/** What the tool does not write into this kind of report although it counts it. */
const oneArmLost = "Istanbul's XML has no line for a branch that stands on a line without a statement.";

const istanbul = [
  "Lines        : 57.69% ( 15/26 )",
  "Branches     : 33.33% ( 6/18 )",
  "Statements   : 51.61% ( 16/31 )",
];
const vitest = ["Lines        : 54.54% ( 12/22 )", "Branches     : 33.33% ( 6/18 )", "Statements   : 48.14% ( 13/27 )"];
const c8 = ["Lines        : 63.15% ( 36/57 )", "Branches     : 69.23% ( 9/13 )", "Statements   : 63.15% ( 36/57 )"];

function javascript(
  tool: string,
  says: readonly string[],
  line: string,
  statement: string,
  arms: string,
  inXml: string,
): readonly ToolTotals[] {
  const same = { line, printed: `${tool}/report.txt`, says };
  const xml = { ...same, branch: inXml, ...(inXml === arms ? {} : { though: oneArmLost }) };
  return [
    { ...same, report: `${tool}/coverage-final.json`, format: "istanbul", branch: arms, statement },
    { ...same, report: `${tool}/lcov.info`, format: "lcov", branch: arms },
    { ...xml, report: `${tool}/cobertura-coverage.xml`, format: "cobertura" },
    { ...xml, report: `${tool}/clover.xml`, format: "clover" },
  ];
}

const python = {
  printed: "coverage-py/report.txt",
  says: ["TOTAL                         38     16     18      3    52%"],
};
const gcc = { line: "22/32", branch: "7/17" };
const lcov = ["lines......: 68.8% (22 of 32 lines)", "branches...: 41.2% (7 of 17 branches)"];
const clang = { line: "30/42", branch: "10/22", printed: "llvm-cov/report.txt" };
const php = { line: "10/16", branch: "-", printed: "phpunit/report.txt", says: ["Lines:   62.50% (10/16)"] };

export const cases: readonly ToolTotals[] = [
  ...javascript("nyc", istanbul, "15/26", "16/31", "6/18", "5/17"),
  ...javascript("jest", istanbul, "15/26", "16/31", "6/18", "5/17"),
  ...javascript("vitest-istanbul", vitest, "12/22", "13/27", "6/18", "5/17"),
  ...javascript("vitest-v8", vitest, "12/22", "13/27", "6/18", "5/17"),
  ...javascript("c8", c8, "36/57", "36/57", "9/13", "9/13"),
  { ...python, report: "coverage-py/coverage.xml", format: "cobertura", line: "22/38", branch: "7/18" },
  { ...python, report: "coverage-py/coverage.json", format: "coverage.py", line: "22/38", branch: "7/18" },
  {
    report: "coverage-py/coverage.lcov",
    format: "lcov",
    line: "24/40",
    branch: "7/18",
    printed: "coverage-py/lcov-summary.txt",
    says: ["lines......: 60.0% (24 of 40 lines)", "branches...: 38.9% (7 of 18 branches)"],
    though: "coverage.py 6 writes two lines into LCOV that it does not count itself; lcov counts them too.",
  },
  ...["xml", "json"].map((kind) => ({
    report: `coverage-py/coverage-lines.${kind}`,
    format: kind === "xml" ? "cobertura" : "coverage.py",
    line: "22/38",
    branch: "-",
    printed: "coverage-py/report-lines.txt",
    says: ["TOTAL                         38     16    58%"],
  })),
  {
    ...gcc,
    report: "gcov/all.gcov.json",
    format: "gcov",
    printed: "gcov/report.txt",
    says: ["Lines executed:68.75% of 32"],
  },
  { ...gcc, report: "lcov/lcov.info", format: "lcov", printed: "lcov/report.txt", says: lcov },
  {
    ...{ report: "gcovr/gcovr.xml", format: "cobertura", ...gcc, printed: "gcovr/report.txt" },
    says: ["lines: 68.8% (22 out of 32)", "branches: 41.2% (7 out of 17)"],
  },
  {
    ...{ report: "lcov/lcov-lines.info", format: "lcov", line: "22/32", branch: "-", printed: "lcov/report-lines.txt" },
    says: ["lines......: 68.8% (22 of 32 lines)", "branches...: no data found"],
  },
  {
    ...{ report: "lcov/twice.info", format: "lcov", line: "10/10", branch: "5/8", printed: "lcov/twice.txt" },
    says: ["lines......: 100.0% (10 of 10 lines)", "branches...: 62.5% (5 of 8 branches)"],
  },
  {
    ...{ report: "gcov/twice.gcov.json", format: "gcov", line: "10/10", branch: "5/8", printed: "gcov/twice.txt" },
    says: ["Lines executed:100.00% of 10", "Taken at least once:50.00% of 6"],
    though: "gcov leaves branches of templates out of its count, 2 of 2 here; lcov counts all 8.",
  },
  {
    ...clang,
    report: "llvm-cov/llvm-cov.json",
    format: "llvm-cov",
    says: ["42                12    71.43%          22                12    45.45%"],
  },
  {
    ...{
      report: "llvm-cov/llvm-cov.info",
      format: "lcov",
      line: "30/42",
      branch: "11/24",
      printed: "llvm-cov/llvm-cov.info.txt",
    },
    says: ["lines......: 71.4% (30 of 42 lines)", "branches...: 45.8% (11 of 24 branches)"],
  },
  {
    ...{
      report: "llvm-cov/twice.json",
      format: "llvm-cov",
      line: "12/13",
      branch: "5/8",
      printed: "llvm-cov/twice.txt",
    },
    says: ["14                 2    85.71%           8                 4    50.00%"],
    though:
      "LLVM adds up functions, so a lambda's line counts twice there, and instances of a template are not united.",
  },
  {
    ...{
      report: "llvm-cov/twice.info",
      format: "lcov",
      line: "12/13",
      branch: "5/10",
      printed: "llvm-cov/twice.info.txt",
    },
    says: ["lines......: 92.3% (12 of 13 lines)", "branches...: 50.0% (5 of 10 branches)"],
  },
  ...["set", "count"].map((mode) => ({
    ...{
      report: `go/${mode}.out`,
      format: "go",
      line: "16/26",
      branch: "-",
      statement: "11/18",
      printed: `go/${mode}.txt`,
    },
    says: ["total:						(statements)	61.1%"],
  })),
  {
    ...{
      report: "go/coverpkg.out",
      format: "go",
      line: "18/26",
      branch: "-",
      statement: "12/18",
      printed: "go/coverpkg.txt",
    },
    says: ["total:						(statements)	66.7%"],
  },
  {
    ...{ report: "jacoco/jacoco.xml", format: "jacoco", line: "14/27", branch: "4/16", printed: "jacoco/jacoco.csv" },
    says: ["Discount,35,0,8,0,9,0,", "Cart.Receipt,11,0,2,0,2,0,", "Cart,17,77,2,4,2,14,"],
  },
  { ...php, report: "phpunit/clover.xml", format: "clover", statement: "10/16" },
  { ...php, report: "phpunit/cobertura.xml", format: "cobertura" },
  {
    ...php,
    report: "phpunit/paths-clover.xml",
    format: "clover",
    statement: "10/16",
    printed: "phpunit/paths-report.txt",
  },
  { ...php, report: "phpunit/paths-cobertura.xml", format: "cobertura", printed: "phpunit/paths-report.txt" },
  {
    ...{ report: "simplecov/resultset.json", format: "simplecov", line: "17/23", branch: "5/10" },
    ...{ printed: "simplecov/report.txt", says: ["17 / 23 LOC (73.91%) covered."] },
  },
  {
    ...{ report: "devel-cover/clover.xml", format: "clover", line: "11/12", branch: "2/4", statement: "17/19" },
    ...{ printed: "devel-cover/report.txt", says: ["Total              89.4   50.0   33.3"] },
  },
];
