import type { Subject } from "../../../src/core/subject.ts";
import { Ruling } from "../../../src/core/verdict.ts";
import { PatchSafetyFacts } from "../../../src/gates/patch-safety/facts.ts";
import { gatherPatchSafety } from "../../../src/gates/patch-safety/gather.ts";
import { judgePatchSafety } from "../../../src/gates/patch-safety/judge.ts";
import { PatchSafetySettings } from "../../../src/gates/patch-safety/model.ts";
import { type MemoryCommits, type MemoryFile, memoryRepository } from "../../../src/memory/repository.ts";

export type Files = Readonly<Record<string, MemoryFile>>;

export const atDesk: Subject = { kind: "local", baseRef: "main", headRef: "HEAD" };

export async function gather(settings: unknown, commits: MemoryCommits, subject: Subject = atDesk) {
  const repository = memoryRepository(commits);
  return gatherPatchSafety(PatchSafetySettings.parse(settings), { subject, repository });
}

/** The ruling on a change. Facts pass through JSON, as they would be stored. */
export async function judge(settings: unknown, commits: MemoryCommits, subject: Subject = atDesk): Promise<Ruling> {
  const gathered = await gather(settings, commits, subject);
  if (gathered.kind !== "facts") throw new Error(gathered.because);
  const facts = PatchSafetyFacts.parse(JSON.parse(JSON.stringify(gathered.facts)));
  return Ruling.parse(judgePatchSafety(PatchSafetySettings.parse(settings), facts));
}

/** The rules of the findings, and those of the notes behind a `~`. */
export function rulesOf(ruling: Ruling): readonly string[] {
  const findings = ruling.outcome === "failed" ? ruling.findings.map(({ rule }) => rule) : [];
  return [...findings, ...ruling.notes.map(({ rule }) => `~${rule}`)];
}

export function findingsOf(ruling: Ruling) {
  return ruling.outcome === "failed" ? ruling.findings : [];
}
