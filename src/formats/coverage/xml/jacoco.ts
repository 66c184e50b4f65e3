import { shown } from "../../reports/problem-log.ts";
import { type Collector, collector } from "../collector.ts";
import type { ProblemLog } from "../problems.ts";
import { declaredFrom, numberFrom } from "./attribute-values.ts";
import type { Attributes } from "./attributes.ts";
import { leafReader } from "./leaf.ts";
import type { XmlFormat } from "./xml-format.ts";

const elements = new Set("report sessioninfo group package class method counter sourcefile line".split(" "));

/**
 * JaCoCo's XML. It knows no hit counts, only whether instructions of a line ran: a line is executed if any did, and
 * partial if another did not, as JaCoCo itself colours it. A path is a package and a name, behind the names of the
 * groups around it, since two modules may hold the same package and name.
 */
export function jacoco(problems: ProblemLog): XmlFormat {
  const files = collector("jacoco", problems);
  const state: State = { groups: [], package: "", file: undefined, declared: 0, found: 0 };
  return {
    elements,
    texts: new Set(),
    leaf: leafReader("line", ["nr", "mi", "ci", "mb", "cb"]),
    open(name, attributes, parents) {
      const parent = parents.at(-1);
      if (name === "group") state.groups.push(attributes.text("name") ?? "");
      else if (name === "package") state.package = attributes.text("name") ?? "";
      else if (name === "sourcefile") openFile(attributes, state, files, problems);
      else if (name === "line" && parent === "sourcefile") readLine(attributes, state, files, problems);
      else if (name === "line") problems.note("unknown-entry", `a line stands in ${shown(parent ?? "")}.`);
      else if (name === "counter" && parent === "sourcefile" && attributes.text("type") === "LINE") {
        state.declared = declaredFrom(attributes, "missed") + declaredFrom(attributes, "covered");
      }
    },
    close(name) {
      if (name === "group") state.groups.pop();
      if (name === "sourcefile") closeFile(state, problems);
    },
    text: () => undefined,
    end() {
      const read = files.files({ branches: true, statements: false });
      return { kind: "lines", format: "jacoco", files: read, hints: { style: "java-package", roots: [] } };
    },
  };
}

interface State {
  readonly groups: string[];
  package: string;
  file: string | undefined;
  /** Lines of this file by its own counter. */
  declared: number;
  found: number;
}

function openFile(attributes: Attributes, state: State, files: Collector, problems: ProblemLog): void {
  const name = attributes.text("name");
  if (name === undefined || name === "") problems.note("unreadable-entry", "a source file has no name.");
  const path = [...state.groups, state.package, name ?? ""].filter((part) => part !== "").join("/");
  const module = state.groups.join("/");
  files.open(name === undefined ? "" : path, {
    package: state.package,
    name: name ?? "",
    ...(module === "" ? {} : { module }),
  });
  state.file = path;
  state.declared = 0;
  state.found = 0;
}

function closeFile(state: State, problems: ProblemLog): void {
  if (state.declared > state.found) {
    const what = `the counter of ${shown(state.file ?? "")} says ${state.declared} lines, and ${state.found} are there.`;
    problems.note("totals-differ", what);
  }
  if (state.found === 0) problems.note("no-lines", `${shown(state.file ?? "")} has no lines.`);
}

function readLine(attributes: Attributes, state: State, files: Collector, problems: ProblemLog): void {
  state.found += 1;
  const [line, missed, ran, armsMissed, armsRan] = ["nr", "mi", "ci", "mb", "cb"].map((name) =>
    numberFrom(attributes, name, problems),
  );
  if (line === undefined) return;
  files.line(line, ran !== undefined && ran > 0 ? 1 : 0, missed === undefined || missed > 0);
  const total = (armsMissed ?? 0) + (armsRan ?? 0);
  if (total > 0) files.arms(line, armsRan ?? 0, total, []);
}
