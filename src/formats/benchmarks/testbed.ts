import { shown } from "../reports/problem-log.ts";
import { MAX_NAME_CHARACTERS, MAX_RUNTIMES } from "./limits.ts";
import type { Testbed } from "./model.ts";
import type { ProblemLog } from "./problems.ts";

/** What a format finds out about where it was measured. */
export interface TestbedNotes {
  /** Texts of several are joined by a space. What is no text, or empty, is as if it were not there. */
  cpu(...texts: readonly unknown[]): void;
  architecture(text: unknown): void;
  os(...texts: readonly unknown[]): void;
  runtime(...texts: readonly unknown[]): void;
  cores(value: unknown): void;
  testbed(): Testbed;
}

/**
 * What cannot be read is not known, and is no problem of the figures. A file of two machines is one: its figures cannot be
 * told apart. Several runtimes are none, since a tool may run one benchmark in each of them.
 */
export function testbedNotes(problems: ProblemLog): TestbedNotes {
  const known: { cpu?: string; cores?: number; architecture?: string; os?: string } = {};
  const runtimes = new Set<string>();
  const note = (key: "cpu" | "architecture" | "os", texts: readonly unknown[]) => {
    const text = joined(texts, problems);
    if (text === undefined) return;
    known[key] ??= text;
    if (known[key] !== text) noteSeveral(known[key], text, problems);
  };
  return {
    cpu: (...texts) => note("cpu", texts),
    architecture: (text) => note("architecture", [text]),
    os: (...texts) => note("os", texts),
    runtime(...texts) {
      const text = joined(texts, problems);
      if (text === undefined || runtimes.has(text)) return;
      if (runtimes.size < MAX_RUNTIMES) runtimes.add(text);
      else problems.note("limit", `it names more than ${MAX_RUNTIMES} runtimes.`);
    },
    cores(value) {
      if (typeof value !== "number" || !Number.isSafeInteger(value) || value <= 0) return;
      known.cores ??= value;
      if (known.cores !== value) noteSeveral(`${known.cores} cores`, `${value} cores`, problems);
    },
    testbed: () => ({ ...known, runtimes: [...runtimes] }),
  };
}

function noteSeveral(one: string, other: string, problems: ProblemLog): void {
  problems.note("several-machines", `it was measured on ${shown(one)}, and on ${shown(other)}.`);
}

function joined(texts: readonly unknown[], problems: ProblemLog): string | undefined {
  const text = texts
    .filter((one) => typeof one === "string")
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .join(" ");
  if (text === "") return undefined;
  if (text.length <= MAX_NAME_CHARACTERS && !text.includes("\0")) return text;
  const what = `what it says of its machine has more than ${MAX_NAME_CHARACTERS} characters, or zeros in it: ${shown(text)}.`;
  problems.note("limit", what);
  return undefined;
}
