import { shown } from "../../reports/problem-log.ts";
import { type Collector, collector } from "../collector.ts";
import type { FileHints } from "../model.ts";
import type { ProblemLog } from "../problems.ts";
import { declaredFrom, hitsFrom, numberFrom } from "./attribute-values.ts";
import type { Attributes } from "./attributes.ts";
import { leafReader } from "./leaf.ts";
import type { XmlFormat } from "./xml-format.ts";

const elements = new Set("coverage project testproject package file class metrics line".split(" "));

/**
 * Clover's XML in three dialects. OpenClover writes a `cond` without `count`, whose truecount and falsecount say how
 * often the condition was true and false. Istanbul writes one with `count`, where they are the arms that ran and those
 * that did not. PHPUnit writes none. Lines of methods are declarations and do not count, as PHPUnit counts itself.
 */
export function clover(problems: ProblemLog): XmlFormat {
  const files = collector("clover", problems);
  const state: State = { istanbul: false, branches: false, package: "", file: undefined };
  return {
    elements,
    texts: new Set(),
    leaf: leafReader("line", ["num", "count", "type", "truecount", "falsecount"]),
    open(name, attributes, parents) {
      const parent = parents.at(-1);
      if (name === "line" && parent === "file") readLine(attributes, state, files, problems);
      else if (name === "line") problems.note("unknown-entry", `a line stands in ${shown(parent ?? "")}.`);
      else if (name === "file") openFile(attributes, state, files);
      else if (name === "metrics" && parent === "file" && state.file !== undefined) {
        state.file.declared = declaredFrom(attributes, "statements");
      } else if (name === "package") state.package = attributes.text("name") ?? "";
      else if (name === "project" && attributes.text("name") === "All files") state.istanbul = true;
    },
    close(name) {
      if (name === "file") closeFile(state, problems);
      if (name === "package") state.package = "";
    },
    text: () => undefined,
    end() {
      const measured = { branches: state.branches || state.istanbul, statements: !state.istanbul };
      const hints = { style: "file", roots: [] } as const;
      return { kind: "lines", format: "clover", files: files.files(measured), hints };
    },
  };
}

interface State {
  istanbul: boolean;
  branches: boolean;
  package: string;
  file: OpenFile | undefined;
}

interface OpenFile {
  readonly path: string;
  /** Statements by the file's own metrics. */
  declared: number;
  found: number;
  /** The line of the last entry, and how many were there before: two statements of a line have no other name. */
  line: number;
  ordinal: number;
}

function openFile(attributes: Attributes, state: State, files: Collector): void {
  const name = attributes.text("name");
  // PHPUnit has the path in `name`; the others have a name there that several files share.
  const path = attributes.text("path") ?? name ?? "";
  const hints: FileHints = {
    ...(state.package === "" ? {} : { package: state.package }),
    ...(name === undefined || name === path ? {} : { name }),
  };
  files.open(path, hints);
  state.file = { path, declared: 0, found: 0, line: 0, ordinal: 0 };
}

function closeFile({ file }: State, problems: ProblemLog): void {
  if (file === undefined || file.declared <= file.found) return;
  const what = `the metrics of ${shown(file.path)} say ${file.declared} statements, and ${file.found} are there.`;
  problems.note("totals-differ", what);
}

function readLine(attributes: Attributes, state: State, files: Collector, problems: ProblemLog): void {
  const type = attributes.text("type") ?? (attributes.text("truecount") === undefined ? "stmt" : "cond");
  if (type === "method") return;
  const line = numberFrom(attributes, "num", problems);
  const { file } = state;
  if (line === undefined || file === undefined) return;
  file.ordinal = file.line === line ? file.ordinal + 1 : 0;
  file.line = line;
  if (type === "cond" && attributes.text("count") === undefined) {
    readCondition(line, file.ordinal, attributes, files, problems);
    state.branches = true;
    return;
  }
  if (type !== "stmt" && type !== "cond") {
    problems.note("unknown-entry", `a line has the type ${shown(type)}.`);
  }
  file.found += 1;
  const hits = hitsFrom(attributes, "count", problems);
  files.line(line, hits, false);
  if (!state.istanbul) files.statement(line, file.ordinal, 1, hits);
  if (type !== "cond") return;
  state.branches = true;
  const covered = hitsFrom(attributes, "truecount", problems);
  const missed = hitsFrom(attributes, "falsecount", problems);
  files.arms(line, covered, covered + missed, []);
}

/** OpenClover: a condition that was never true, or never false, has an arm that never ran. */
function readCondition(
  line: number,
  ordinal: number,
  attributes: Attributes,
  files: Collector,
  problems: ProblemLog,
): void {
  const whenTrue = hitsFrom(attributes, "truecount", problems);
  const whenFalse = hitsFrom(attributes, "falsecount", problems);
  files.line(line, Math.min(whenTrue + whenFalse, Number.MAX_SAFE_INTEGER), false);
  files.arm(line, ordinal * 2, whenTrue);
  files.arm(line, ordinal * 2 + 1, whenFalse);
}
