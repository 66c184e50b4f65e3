import { z } from "zod";
import type { ConfiguredGate } from "../../src/config/configuration.ts";
import { defineGate, type Gate, type Gathered, type Sources } from "../../src/core/gate.ts";
import type { Mode } from "../../src/core/report.ts";
import type { Ruling } from "../../src/core/verdict.ts";

/** A gate that forbids paths: it fails when the change touches a file whose path contains one of the words. */
export const forbiddenWords: Gate = defineGate({
  id: "words",
  title: "Words",
  question: "Does the change keep its hands off?",
  settings: z.strictObject({ forbidden: z.array(z.string()).default([]) }),
  rules: { word: { title: "A forbidden word", fix: "Leave it alone." } },
  async gather(_settings, sources): Promise<Gathered<readonly string[]>> {
    return { kind: "facts", facts: (await sources.repository.changes()).items.map(({ path }) => path) };
  },
  judge({ forbidden }, paths): Ruling {
    const examined = { count: paths.length, of: "paths" };
    const [first, ...others] = paths
      .filter((path) => forbidden.some((word) => path.includes(word)))
      .map((path) => ({
        rule: "word",
        what: `${path} is touched.`,
        why: "It is forbidden.",
        fix: "Leave it.",
        at: { path },
      }));
    if (first === undefined) return { outcome: "passed", summary: "Nothing forbidden.", examined, notes: [] };
    return { outcome: "failed", summary: "Forbidden paths.", examined, findings: [first, ...others], notes: [] };
  },
});

/** A gate whose gathering is handed in: for every way in which it can end. */
export function gateThat(id: string, gather: (sources: Sources) => Promise<Gathered<Ruling>>): Gate {
  return defineGate({
    id,
    title: id,
    question: "?",
    settings: z.strictObject({}),
    rules: {},
    gather: (_settings, sources) => gather(sources),
    judge: (_settings, ruling) => ruling,
  });
}

export function configured(gate: Gate, mode: Mode = "enforce", settings = {}): ConfiguredGate {
  return { gate, mode, settings };
}

/** A clock that moves on by one millisecond whenever somebody looks. */
export function tickingClock(): () => number {
  let now = 0;
  return () => {
    now += 1;
    return now;
  };
}
