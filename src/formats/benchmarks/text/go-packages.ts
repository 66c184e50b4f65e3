import { shown } from "../../reports/problem-log.ts";
import type { ProblemLog } from "../problems.ts";

/** Which package the present line is of. Each begins with lines such as "goos: linux", and ends with PASS or FAIL. */
export interface GoPackages {
  /** "goos", "goarch" or "cpu" comes. */
  header(): void;
  named(name: string): void;
  /** PASS or FAIL comes. */
  ended(): void;
  /** What stands behind "ok" comes: the package's name, once more. */
  confirmed(name: string): void;
  present(): string;
  /** Of which process a benchmark is, from 1; 0 when nothing tells. */
  processOfBenchmark(text: string): number;
  end(): void;
}

export function goPackages(problems: ProblemLog): GoPackages {
  let name = "";
  let open = false;
  let processes = 0;
  const begin = () => {
    name = "";
    open = true;
    processes += 1;
  };
  const noteOpen = () => problems.note("truncated", `it ends before the benchmarks ${ofPackage(name)} do.`);
  return {
    header() {
      if (!open) begin();
    },
    named(given) {
      if (open && name !== "") noteOpen();
      if (!open || name !== "") begin();
      name = given;
    },
    ended() {
      open = false;
    },
    confirmed(given) {
      if (processes > 0 && name !== given) {
        problems.note("unreadable-entry", `what ends as ${shown(given)} did not begin so, but as ${shown(name)}.`);
      }
      open = false;
    },
    present: () => name,
    processOfBenchmark(text) {
      if (!open && processes > 0) {
        problems.note("unreadable-entry", `a benchmark is of no package that can be read: ${shown(text)}.`);
      }
      return processes;
    },
    end() {
      if (open) noteOpen();
    },
  };
}

function ofPackage(name: string): string {
  return name === "" ? "of a package" : `of ${shown(name)}`;
}
