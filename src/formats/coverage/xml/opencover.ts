import { shown } from "../../reports/problem-log.ts";
import { type Collector, collector } from "../collector.ts";
import { MAX_FILES, MAX_SPAN_LINES, MAX_SPANNED_LINES } from "../limits.ts";
import type { ProblemLog } from "../problems.ts";
import { declaredFrom, hitsFrom, numberFrom } from "./attribute-values.ts";
import type { Attributes } from "./attributes.ts";
import { leafReader } from "./leaf.ts";
import type { XmlFormat } from "./xml-format.ts";

const elements = new Set(
  `CoverageSession Summary Modules Module ModulePath ModuleTime ModuleName Files File Classes Class FullName Methods
  Method MetadataToken Name FileRef SequencePoints SequencePoint BranchPoints BranchPoint MethodPoint TrackedMethods
  TrackedMethod TrackedMethodRefs TrackedMethodRef Times Time`.split(/\s+/),
);

const pointAttributes = "vc uspid ordinal offset sl sc el ec bec bev fileid".split(" ");

/** OpenCover's XML, and Coverlet's of that name. A sequence point is a statement, and executes all lines it spans. */
export function opencover(problems: ProblemLog): XmlFormat {
  const files = collector("opencover", problems);
  const state: State = {
    ...{ paths: new Map(), file: undefined, open: undefined, method: 0 },
    ...{ declared: 0, found: 0, spanned: 0 },
  };
  return {
    elements,
    texts: new Set(["ModulePath", "ModuleTime", "ModuleName", "FullName", "MetadataToken", "Name"]),
    leaf: leafReader("SequencePoint", pointAttributes),
    open(name, attributes, parents) {
      if (name === "SequencePoint") readPoint(attributes, state, files, problems);
      else if (name === "BranchPoint") readBranch(attributes, state, files, problems);
      else if (name === "FileRef") state.file = attributes.text("uid");
      else if (name === "File") keepFile(attributes, state, files, problems);
      else if (name === "Method") openMethod(state);
      else if (name === "Module") openModule(state);
      else if (name === "Summary" && parents.length === 1) {
        state.declared = declaredFrom(attributes, "numSequencePoints");
      }
    },
    close: () => undefined,
    text: () => undefined,
    end() {
      if (state.declared > state.found) {
        const what = `the summary says ${state.declared} sequence points, and ${state.found} are there.`;
        problems.note("totals-differ", what);
      }
      const read = files.files({ branches: true, statements: true });
      return { kind: "lines", format: "opencover", files: read, hints: { style: "file", roots: [] } };
    },
  };
}

interface State {
  /** Paths of the module's files by their number. */
  readonly paths: Map<string, string>;
  /** The file that the method names; points may name another. */
  file: string | undefined;
  open: string | undefined;
  /** Counts methods of a module, so that arms of two methods on one line have two names. */
  method: number;
  declared: number;
  found: number;
  spanned: number;
}

/** Compilers give this line to code that nobody wrote. */
const hiddenLine = 0xfeefee;

function openModule(state: State): void {
  state.paths.clear();
  state.method = 0;
}

function openMethod(state: State): void {
  state.method += 1;
  state.file = undefined;
}

function keepFile(attributes: Attributes, state: State, files: Collector, problems: ProblemLog): void {
  const [uid, fullPath] = [attributes.text("uid"), attributes.text("fullPath")];
  if (uid === undefined || fullPath === undefined) {
    problems.note("unreadable-entry", "a file has no uid or no path.");
    return;
  }
  if (state.paths.size < MAX_FILES) state.paths.set(uid, fullPath);
  files.open(fullPath);
  state.open = fullPath;
}

/** Opens the file that a point is in. */
function openFileOf(attributes: Attributes, state: State, files: Collector, problems: ProblemLog): boolean {
  const uid = attributes.text("fileid") ?? state.file;
  if (uid === undefined && attributes.text("sl") === undefined) {
    problems.note("no-such-line", "a point of code that a compiler made has no file and no line.");
    return false;
  }
  const path = uid === undefined ? undefined : state.paths.get(uid);
  if (path === undefined) {
    problems.note("unreadable-entry", `a point is in file ${shown(uid ?? "")}, which is not listed.`);
    return false;
  }
  if (state.open !== path) files.open(path);
  state.open = path;
  return true;
}

function readPoint(attributes: Attributes, state: State, files: Collector, problems: ProblemLog): void {
  state.found += 1;
  const first = numberFrom(attributes, "sl", problems);
  if (first === undefined || first === hiddenLine) return;
  if (!openFileOf(attributes, state, files, problems)) return;
  const hits = hitsFrom(attributes, "vc", problems);
  const last = Math.max(first, declaredFrom(attributes, "el"));
  files.statement(first, `${attributes.text("sc")},${last}.${attributes.text("ec")}`, 1, hits);
  state.spanned += last - first + 1;
  if (last - first > MAX_SPAN_LINES || state.spanned > MAX_SPANNED_LINES) {
    problems.note("limit", `a point spans more than ${MAX_SPAN_LINES} lines, or all more than ${MAX_SPANNED_LINES}.`);
    return;
  }
  for (let line = first; line <= last; line += 1) files.line(line, hits, false);
}

function readBranch(attributes: Attributes, state: State, files: Collector, problems: ProblemLog): void {
  if (!openFileOf(attributes, state, files, problems)) return;
  const hits = hitsFrom(attributes, "vc", problems);
  const line = declaredFrom(attributes, "sl");
  const name = `${state.method}:${attributes.text("offset")},${attributes.text("offsetend") ?? ""},${attributes.text("path")}`;
  files.arm(line === hiddenLine ? 0 : line, name, hits);
}
