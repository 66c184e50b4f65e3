import type { Finding } from "../../../src/core/finding.ts";
import type { Judged } from "../../../src/core/gate.ts";
import type { Ruling } from "../../../src/core/verdict.ts";
import { laneGuard } from "../../../src/gates/lane-guard/gate.ts";
import { memoryEvidence } from "../../../src/memory/evidence.ts";
import { type MemoryCommits, memoryRepository } from "../../../src/memory/repository.ts";
import { attestationSource } from "../../support/attestation-source.ts";

type Files = MemoryCommits["base"];

/** Judges the change from one set of files to another, on a day of its own. */
export function judge(commits: MemoryCommits, settings: object, today = "2027-01-31"): Promise<Judged> {
  const subject = { kind: "local", baseRef: "main", headRef: "change" } as const;
  const repository = memoryRepository(commits);
  return laneGuard.run(laneGuard.settings.parse(settings), {
    subject,
    repository,
    evidence: memoryEvidence(),
    attestations: attestationSource(),
    today,
    now: Date.parse(today),
  });
}

export async function rulingOf(base: Files, head: Files, settings: object, today?: string): Promise<Ruling> {
  const judged = await judge({ base, head }, settings, today);
  if (judged.kind !== "ruling") throw new Error(judged.because);
  return judged.ruling;
}

export async function findingsOf(
  base: Files,
  head: Files,
  settings: object,
  today?: string,
): Promise<readonly Finding[]> {
  const ruling = await rulingOf(base, head, settings, today);
  return ruling.outcome === "failed" ? ruling.findings : [];
}

/** `rule path:line` */
export function placesOf(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ rule, at }) => `${rule} ${at?.path}:${at?.firstLine}`);
}
