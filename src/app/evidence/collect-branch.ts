import { configurationPath } from "../../core/configuration-path.ts";
import type { Target } from "../../core/target.ts";
import { readConfiguration } from "../../engine/judge-configuration.ts";
import { fetchRef } from "../fetch-refs.ts";
import type { Services } from "../services.ts";
import { collectEvidence } from "./collect.ts";

type EvidenceTarget = Extract<Target, { kind: "evidence" }>;

interface CollectedBranch {
  /** Whether a gate of the branch's configuration watches the default branch. */
  readonly isWatched: boolean;
}

const unwatched: CollectedBranch = { isWatched: false };

/**
 * Keeps the reports of a branch's own runs, pushed or nightly, as the series that pull requests are compared with: artifacts
 * expire. By the configuration of that branch; without one, nothing is wanted.
 */
export async function collectBranch(
  services: Services,
  target: EvidenceTarget & { branch: string },
): Promise<CollectedBranch> {
  const { installationId, repository, sha, branch } = target;
  // Where there is none, it was deleted meanwhile, or is a tag.
  const fetched = await fetchRef(services, installationId, repository, `refs/heads/${branch}`);
  if (fetched === undefined) return unwatched;
  const { git, tip } = fetched;
  const read = readConfiguration(await git.fileAt(tip, configurationPath), services.gates, configurationPath);
  if (read.kind !== "configuration") return unwatched;
  for (const { gate, settings } of read.configuration.gates) {
    for (const { reader, requests } of gate.evidence(settings)) {
      const series = { kind: "branches", branches: [branch], repositoryId: repository.id } as const;
      await collectEvidence(services, { installationId, repository }, { commit: sha, series }, reader, requests);
    }
  }
  return { isWatched: read.configuration.gates.some(({ gate }) => gate.watch !== undefined) };
}
