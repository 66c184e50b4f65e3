import type { Finding } from "../../../src/core/finding.ts";
import type { Judged } from "../../../src/core/gate.ts";
import type { Ruling } from "../../../src/core/verdict.ts";
import { laneGuard } from "../../../src/gates/lane-guard/gate.ts";
import { type MemoryCommits, memoryRepository } from "../../../src/memory/repository.ts";

type Files = MemoryCommits["base"];

/** Judges the change from one set of files to another. */
export function judge(commits: MemoryCommits, settings: object): Promise<Judged> {
  const subject = { kind: "local", baseRef: "main", headRef: "change" } as const;
  return laneGuard.run(laneGuard.settings.parse(settings), { subject, repository: memoryRepository(commits) });
}

export async function rulingOf(base: Files, head: Files, settings: object): Promise<Ruling> {
  const judged = await judge({ base, head }, settings);
  if (judged.kind !== "ruling") throw new Error(judged.because);
  return judged.ruling;
}

export async function findingsOf(base: Files, head: Files, settings: object): Promise<readonly Finding[]> {
  const ruling = await rulingOf(base, head, settings);
  return ruling.outcome === "failed" ? ruling.findings : [];
}

/** `rule path:line` */
export function placesOf(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ rule, at }) => `${rule} ${at?.path}:${at?.firstLine}`);
}
