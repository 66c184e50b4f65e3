import { z } from "zod";
import { Fault } from "../core/fault.ts";
import type { Listing } from "../core/listing.ts";
import type { RepositoryName } from "../core/target.ts";
import type { Octokit } from "./client.ts";
import { type Saved, type SaveOptions, saveDownload } from "./save-download.ts";
import { openStorage } from "./storage.ts";

/** A published release. */
export interface PublishedRelease {
  readonly id: number;
  readonly tag: string;
}

/** A file of a release. Its bytes never change: another file of the name has another id. */
export interface ReleaseAsset {
  readonly id: number;
  readonly name: string;
  readonly sizeInBytes: number;
  /** It has been uploaded to its end. */
  readonly whole: boolean;
}

const Release = z.object({ id: z.int().positive(), tag_name: z.string(), draft: z.boolean() });
const Asset = z.object({ id: z.int().positive(), name: z.string(), size: z.int().nonnegative(), state: z.string() });

/** The release of a tag, or the newest one that is neither draft nor pre-release; undefined when there is none. */
export async function readRelease(
  octokit: Octokit,
  { owner, name: repo }: RepositoryName,
  tag: string | undefined,
): Promise<PublishedRelease | undefined> {
  try {
    const { data } =
      tag === undefined
        ? await octokit.rest.repos.getLatestRelease({ owner, repo })
        : await octokit.rest.repos.getReleaseByTag({ owner, repo, tag });
    const { id, tag_name: tagName, draft } = Release.parse(data);
    return draft ? undefined : { id, tag: tagName };
  } catch (error) {
    if (error instanceof Fault && error.code === "GITHUB_NOT_FOUND") return undefined;
    throw error;
  }
}

/** A release has 1,000 files at most. Source: docs.github.com, "About releases". */
const [pageSize, mostPages] = [100, 10];

export async function listAssets(
  octokit: Octokit,
  { owner, name: repo }: RepositoryName,
  releaseId: number,
): Promise<Listing<ReleaseAsset>> {
  const found = new Map<number, ReleaseAsset>();
  const about = { owner, repo, release_id: releaseId, per_page: pageSize };
  for (let page = 1; page <= mostPages; page += 1) {
    const { data } = await octokit.rest.repos.listReleaseAssets({ ...about, page });
    for (const { id, name, size, state } of z.array(Asset).parse(data)) {
      found.set(id, { id, name, sizeInBytes: size, whole: state === "uploaded" });
    }
    if (data.length < pageSize) return { items: [...found.values()], complete: true };
  }
  return { items: [...found.values()], complete: false };
}

const timeoutMs = 5 * 60_000;

/**
 * Brings a file of a release into a file that only this user may read. The storage behind GitHub's redirect gets no token;
 * where there is no redirect, GitHub sends the file itself. Throws as the download of an artifact does.
 */
export async function downloadAsset(
  octokit: Octokit,
  { owner, name: repo }: RepositoryName,
  assetId: number,
  options: SaveOptions,
): Promise<Saved> {
  const { data, headers, url } = await octokit.rest.repos.getReleaseAsset({
    ...{ owner, repo, asset_id: assetId },
    headers: { accept: "application/octet-stream" },
    request: { redirect: "manual", parseSuccessResponseBody: false, signal: AbortSignal.timeout(timeoutMs) },
  });
  const body: unknown = data;
  if (headers.location !== undefined) {
    // Whatever comes with the redirect, nobody reads it.
    if (body instanceof ReadableStream) await body.cancel();
    const response = await openStorage({ location: headers.location, from: url }, timeoutMs);
    return saveDownload(response, options, "a file of a release");
  }
  if (!(body instanceof ReadableStream)) {
    throw new Fault("GITHUB_UNAVAILABLE", "GitHub sent no file of a release.", { retry: true });
  }
  return saveDownload(new Response(body), options, "a file of a release");
}
