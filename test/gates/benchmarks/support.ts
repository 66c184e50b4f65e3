import type { Finding } from "../../../src/core/finding.ts";
import type { Judged } from "../../../src/core/gate.ts";
import type { Subject } from "../../../src/core/subject.ts";
import type { Ruling } from "../../../src/core/verdict.ts";
import { benchmarks } from "../../../src/gates/benchmarks/gate.ts";
import { type MemoryEvidence, type MemoryReport, memoryEvidence } from "../../../src/memory/evidence.ts";
import { memoryRepository } from "../../../src/memory/repository.ts";
import { attestationSource } from "../../support/attestation-source.ts";
import type { Side } from "./pytest-reports.ts";

/** Where the reports of pairs are. */
export const pairedReportsAt = [{ flag: "bench", artifact: "bench", path: "head-*.json", "base-path": "base-*.json" }];
/** Where the report of head alone is. */
export const reportAt = [{ flag: "bench", artifact: "bench", path: "report.json" }];

export interface Change {
  readonly pairs?: readonly Side[];
  /** Files of the artifact `bench`, beside the pairs. */
  readonly files?: Readonly<Record<string, string>>;
  /** Reports of earlier commits of the base, the latest last. */
  readonly earlier?: readonly string[];
  readonly evidence?: Omit<MemoryEvidence, "head" | "base" | "earlier">;
  readonly claim?: MemoryReport["claim"];
  readonly subject?: Subject;
}

const local: Subject = { kind: "local", baseRef: "main", headRef: "change" };

export function judge(change: Change, settings: object): Promise<Judged> {
  const sides = (change.pairs ?? []).flatMap(({ base, head }, index) => [
    [`base-${index + 1}.json`, base] as const,
    [`head-${index + 1}.json`, head] as const,
  ]);
  const files = [...sides, ...Object.entries(change.files ?? {})];
  const reportsOf = (all: readonly (readonly [string, string])[]): readonly MemoryReport[] =>
    all.map(([path, text]) => ({ artifact: "bench", path, text, claim: change.claim }));
  const [nearest, ...before] = (change.earlier ?? []).toReversed();
  const evidence = memoryEvidence({
    ...change.evidence,
    head: reportsOf(files),
    ...(nearest === undefined ? {} : { base: { distance: 0, reports: reportsOf([["report.json", nearest]]) } }),
    earlier: before.map((text, index) => ({ commit: `earlier-${index}`, reports: reportsOf([["report.json", text]]) })),
  });
  const repository = memoryRepository({ base: {}, head: {} });
  const { subject = local } = change;
  return benchmarks.run(benchmarks.settings.parse(settings), {
    subject,
    repository,
    evidence,
    attestations: attestationSource(),
    today: "2027-01-31",
    now: Date.parse("2027-01-31"),
  });
}

export async function rulingOf(change: Change, settings: object): Promise<Ruling> {
  const judged = await judge(change, settings);
  if (judged.kind !== "ruling") throw new Error(`${judged.kind}: ${judged.because}`);
  return judged.ruling;
}

/** `rule what` of what blocks. */
export function findingsIn(ruling: Ruling): readonly string[] {
  return ruling.outcome === "failed" ? textsOf(ruling.findings) : [];
}

function textsOf(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ rule, what }) => `${rule} ${what}`);
}

/** What is said by a note of this rule, with its lines. */
export function noteOf({ notes }: Ruling, rule: string): readonly string[] {
  return notes.filter((note) => note.rule === rule).flatMap(({ what, trace = [] }) => [what, ...trace]);
}
