import { z } from "zod";
import type { Listing } from "../core/listing.ts";
import type { RepositoryName } from "../core/target.ts";
import type { Octokit } from "./client.ts";
import { countedPages } from "./counted-pages.ts";

/** A zip that a run has uploaded, by what GitHub says of it. Times are epoch milliseconds. */
export interface Artifact {
  readonly id: number;
  /** Chosen by the workflow. */
  readonly name: string;
  readonly sizeInBytes: number;
  /** Its days are over: it is listed, and cannot be downloaded. */
  readonly expired: boolean;
  readonly createdAt: number | undefined;
  readonly expiresAt: number | undefined;
  /** `sha256:…` of the zip, where GitHub has it. */
  readonly digest: string | undefined;
  /** The head of the run that uploaded it. */
  readonly headSha: string | undefined;
  readonly headRepositoryId: number | undefined;
}

const Time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const ListedArtifact = z.object({
  id: z.int().positive(),
  name: z.string(),
  size_in_bytes: z.int().nonnegative(),
  expired: z.boolean(),
  created_at: Time.nullish(),
  expires_at: Time.nullish(),
  digest: z.string().nullish(),
  workflow_run: z
    .object({ head_sha: z.string().optional(), head_repository_id: z.int().positive().optional() })
    .nullish(),
});
const Artifacts = z.object({ total_count: z.int(), artifacts: z.array(ListedArtifact) });

/** 2,000 artifacts of one run; beyond that the listing says that it is cut short. A job may upload 500. */
const limits = { pageSize: 100, mostPages: 20 } as const;

/**
 * Everything that any attempt of a run has uploaded, newest first: GitHub keeps what earlier attempts uploaded under
 * the same names, and does not say whose attempt an artifact is.
 */
export async function listArtifacts(
  octokit: Octokit,
  repository: RepositoryName,
  runId: number,
): Promise<Listing<Artifact>> {
  const { owner, name: repo } = repository;
  return countedPages(limits, async (page) => {
    const { data } = await octokit.rest.actions.listWorkflowRunArtifacts({ owner, repo, run_id: runId, ...page });
    const { total_count: total, artifacts } = Artifacts.parse(data);
    return { total, items: artifacts.map(artifactOf) };
  });
}

/** A re-run replaces what earlier attempts have uploaded: of several artifacts of one name the newest counts. */
export function newestOfEachName(artifacts: readonly Artifact[]): readonly Artifact[] {
  const newest = new Map<string, Artifact>();
  for (const artifact of artifacts) {
    const known = newest.get(artifact.name);
    if (known === undefined || isNewer(artifact, known)) newest.set(artifact.name, artifact);
  }
  return [...newest.values()];
}

/** By time; within one second, and without times, by the id, which only grows. */
function isNewer(artifact: Artifact, than: Artifact): boolean {
  const { createdAt } = artifact;
  if (createdAt === undefined || than.createdAt === undefined || createdAt === than.createdAt) {
    return artifact.id > than.id;
  }
  return createdAt > than.createdAt;
}

function artifactOf(artifact: z.infer<typeof ListedArtifact>): Artifact {
  return {
    id: artifact.id,
    name: artifact.name,
    sizeInBytes: artifact.size_in_bytes,
    expired: artifact.expired,
    createdAt: artifact.created_at ?? undefined,
    expiresAt: artifact.expires_at ?? undefined,
    digest: artifact.digest ?? undefined,
    headSha: artifact.workflow_run?.head_sha,
    headRepositoryId: artifact.workflow_run?.head_repository_id,
  };
}
