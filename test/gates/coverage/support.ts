import type { PassedOver } from "../../../src/core/evidence.ts";
import type { Finding } from "../../../src/core/finding.ts";
import type { Judged } from "../../../src/core/gate.ts";
import type { Subject } from "../../../src/core/subject.ts";
import type { Ruling } from "../../../src/core/verdict.ts";
import { coverage } from "../../../src/gates/coverage/gate.ts";
import { type MemoryEvidence, type MemoryReport, memoryEvidence } from "../../../src/memory/evidence.ts";
import { type MemoryCommits, memoryRepository } from "../../../src/memory/repository.ts";
import { attestationSource } from "../../support/attestation-source.ts";

type Files = MemoryCommits["base"];

export interface Change {
  readonly base?: Files;
  readonly head: Files;
  /** By artifact: LCOV by path, as `1:1 2:0`, hits by line; in `1:1:10` the line has two arms, of which one was taken. */
  readonly reports?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly baseReports?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Commits before the base, the nearest first; their files are those of the base where none are named. */
  readonly earlier?: readonly { readonly files?: Files; readonly lines: Readonly<Record<string, string>> }[];
  readonly distance?: number;
  /** Of the commit that the reports of the base are of, where it is not the merge base. */
  readonly measuredBase?: Files;
  readonly passedOver?: readonly PassedOver[];
  readonly evidence?: Omit<MemoryEvidence, "head" | "base">;
  readonly claim?: MemoryReport["claim"];
  readonly subject?: Subject;
  readonly today?: string;
  readonly maxBlobBytes?: number;
  /** The tip of the base, where it has moved on. */
  readonly tip?: Files;
}

const local: Subject = { kind: "local", baseRef: "main", headRef: "change" };

export const cov = [{ artifact: "cov", path: "lcov.info" }];

/** A coverage report in LCOV. */
export function lcov(files: Readonly<Record<string, string>>): string {
  const records = Object.entries(files).map(([path, lines]) => {
    const data = lines === "" ? [] : lines.split(" ").flatMap(lineRecords);
    return ["TN:", `SF:${path}`, ...data, "end_of_record", ""].join("\n");
  });
  return records.join("");
}

function lineRecords(text: string): readonly string[] {
  const [line = "", hits = "", arms = ""] = text.split(":");
  return [`DA:${line},${hits}`, ...[...arms].map((taken, arm) => `BRDA:${line},0,${arm},${taken}`)];
}

export function judge(change: Change, settings: object): Promise<Judged> {
  const { base = change.head, head, subject = local, today = "2027-01-31", maxBlobBytes } = change;
  const reportsOf = (all: Change["reports"] = {}): readonly MemoryReport[] =>
    Object.entries(all).map(([artifact, files]) => ({
      artifact,
      path: "lcov.info",
      text: lcov(files),
      claim: change.claim,
    }));
  const { baseReports, distance = 0, earlier = [], passedOver = [] } = change;
  const earlierReports = earlier.map(({ lines }, index) => ({
    commit: `earlier-${index}`,
    reports: reportsOf({ cov: lines }),
  }));
  const earlierFiles = earlier.map(({ files = base }, index) => [`earlier-${index}`, files] as const);
  const evidence = memoryEvidence({
    ...change.evidence,
    head: reportsOf(change.reports),
    earlier: earlierReports,
    ...(baseReports === undefined ? {} : { base: { distance, reports: reportsOf(baseReports), passedOver } }),
  });
  const repository = memoryRepository({
    base,
    head,
    earlier: {
      ...Object.fromEntries(earlierFiles),
      ...(change.measuredBase === undefined ? {} : { base: change.measuredBase }),
    },
    ...(change.tip === undefined ? {} : { tip: change.tip }),
    ...(maxBlobBytes === undefined ? {} : { maxBlobBytes }),
  });
  return coverage.run(coverage.settings.parse(settings), {
    subject,
    repository,
    evidence,
    attestations: attestationSource(),
    today,
    now: Date.parse(today),
  });
}

export async function rulingOf(change: Change, settings: object): Promise<Ruling> {
  const judged = await judge(change, settings);
  if (judged.kind !== "ruling") throw new Error(`${judged.kind}: ${judged.because}`);
  return judged.ruling;
}

/** `rule path:first-last what` */
export function textsOf(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ rule, what, at }) => {
    const place = at === undefined ? "" : ` ${at.path}:${at.firstLine}-${at.lastLine}`;
    return `${rule}${place} ${what}`;
  });
}

export async function findingsOf(change: Change, settings: object): Promise<readonly string[]> {
  const ruling = await rulingOf(change, settings);
  return ruling.outcome === "failed" ? textsOf(ruling.findings) : [];
}

/** Numbered lines. */
export function source(lines: number): string {
  return Array.from({ length: lines }, (_, index) => `statement_${index + 1}()\n`).join("");
}
