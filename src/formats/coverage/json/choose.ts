import type { ProblemLog } from "../problems.ts";
import { coveragePy } from "./coverage-py.ts";
import { gcov } from "./gcov.ts";
import { istanbul } from "./istanbul.ts";
import { istanbulSummary } from "./istanbul-summary.ts";
import type { JsonFormat } from "./json-format.ts";
import { llvmCov } from "./llvm-cov.ts";
import { simplecov } from "./simplecov.ts";

/** A key of the document, how its value begins, and the first key in there. */
interface Beginning {
  readonly key: string;
  readonly opens: string;
  readonly inner: string;
}

const texts = String.raw`"((?:[^"\\]|\\.){0,20000})"`;
const beginning = new RegExp(String.raw`^\s*\{\s*${texts}\s*:\s*([\[{"\d])\s*(?:${texts})?`);

/** The format that a JSON document begins like; undefined when it begins like none. The order of keys may vary. */
export function chooseJsonFormat(head: string, problems: ProblemLog): JsonFormat | undefined {
  const [, key, opens, inner = ""] = beginning.exec(head) ?? [];
  if (key === undefined || opens === undefined) return undefined;
  const begins: Beginning = { key, opens, inner };
  return formats.find(({ when }) => when(begins))?.make(problems);
}

const formats: readonly {
  readonly when: (beginning: Beginning) => boolean;
  readonly make: (problems: ProblemLog) => JsonFormat;
}[] = [
  { when: ({ key, inner }) => key === "meta" && inner === "simplecov_version", make: simplecov },
  { when: ({ key }) => key === "coverage" || key === "groups", make: simplecov },
  { when: ({ opens, inner }) => opens === "{" && (inner === "coverage" || inner === "timestamp"), make: simplecov },
  { when: ({ key, opens }) => key === "files" && opens === "[", make: gcov },
  { when: ({ key }) => /^(gcc_version|format_version|current_working_directory|data_file)$/.test(key), make: gcov },
  { when: ({ key, opens }) => /^(meta|files|totals)$/.test(key) && opens === "{", make: coveragePy },
  { when: ({ key }) => /^(data|type|version|cargo_llvm_cov)$/.test(key), make: llvmCov },
  { when: ({ key, opens }) => key === "total" && opens === "{", make: istanbulSummary },
  {
    when: ({ opens, inner }) => opens === "{" && /^(lines|statements|functions|branches|branchesTrue)$/.test(inner),
    make: istanbulSummary,
  },
  {
    when: ({ opens, inner }) =>
      opens === "{" &&
      /^(path|statementMap|fnMap|branchMap|s|f|b|all|hash|data|inputSourceMap|_coverageSchema)$/.test(inner),
    make: istanbul,
  },
  // A path, and an entry that begins in some other order.
  { when: ({ key, opens }) => opens === "{" && /[\\/]/.test(key), make: istanbul },
];
