import { Fault } from "../core/fault.ts";
import type { RepositoryName } from "../core/target.ts";
import type { Octokit } from "./client.ts";
import { httpStatusOf } from "./refusals.ts";
import { type Saved, type SaveOptions, saveDownload } from "./save-download.ts";
import { openStorage } from "./storage.ts";

export interface DownloadOptions extends SaveOptions {
  /** For the whole zip. */
  readonly timeoutMs?: number;
}

export type Download = Saved | { readonly kind: "expired" };

const defaultTimeoutMs = 5 * 60_000;

/**
 * Brings an artifact's zip into a file that only this user may read, piece by piece. The file is there only when the
 * answer is `file`. What is in the zip is not looked at: it is hostile.
 * The storage behind GitHub's redirect gets no token, since the address is signed; the address is in no message.
 * Throws the client's Faults, GITHUB_UNAVAILABLE or GITHUB_RATE_LIMITED for the storage's trouble, and what the disk says.
 */
export async function downloadArtifact(
  octokit: Octokit,
  repository: RepositoryName,
  artifactId: number,
  { timeoutMs = defaultTimeoutMs, ...options }: DownloadOptions,
): Promise<Download> {
  const redirect = await askForAddress(octokit, repository, artifactId);
  if (redirect === "expired") return { kind: "expired" };
  return saveDownload(await openStorage(redirect, timeoutMs), options, "an artifact");
}

/** Where the zip is for the next minute. Octokit would follow the redirect by itself, and with our token. */
async function askForAddress(octokit: Octokit, { owner, name: repo }: RepositoryName, artifactId: number) {
  const about = { owner, repo, artifact_id: artifactId, archive_format: "zip" } as const;
  try {
    const request = { redirect: "manual", parseSuccessResponseBody: false } as const;
    const { data, headers, url } = await octokit.rest.actions.downloadArtifact({ ...about, request });
    // Whatever comes with the redirect, nobody reads it, and it must not fill the memory.
    if (data instanceof ReadableStream) await data.cancel();
    if (headers.location !== undefined) return { location: headers.location, from: url };
  } catch (error) {
    if (httpStatusOf(error) === 410) return "expired";
    throw error;
  }
  throw new Fault("GITHUB_UNAVAILABLE", "GitHub did not say where an artifact is.", { retry: true });
}
