import { open, rm } from "node:fs/promises";
import { Fault } from "../core/fault.ts";
import type { RepositoryName } from "../core/target.ts";
import type { Octokit } from "./client.ts";
import { httpStatusOf } from "./refusals.ts";
import { openStorage, storageTrouble } from "./storage.ts";

export interface DownloadOptions {
  /** Of the zip as it is sent. */
  readonly maxBytes: number;
  /** The path of a new file. Its folder is there; the file must not be. */
  readonly to: string;
  /** For the whole zip. */
  readonly timeoutMs?: number;
}

export type Download =
  | { readonly kind: "file"; readonly bytes: number }
  | { readonly kind: "expired" }
  | { readonly kind: "too-large"; readonly limit: number };

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
  { maxBytes, to, timeoutMs = defaultTimeoutMs }: DownloadOptions,
): Promise<Download> {
  const redirect = await askForAddress(octokit, repository, artifactId);
  if (redirect === "expired") return { kind: "expired" };
  const response = await openStorage(redirect, timeoutMs);
  const tooLarge = { kind: "too-large", limit: maxBytes } as const;
  if (Number(response.headers.get("content-length") ?? 0) > maxBytes) {
    await response.body?.cancel();
    return tooLarge;
  }
  const bytes = await save(response, to, maxBytes);
  return bytes === "too-large" ? tooLarge : { kind: "file", bytes };
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

/** Writes the body into a new file; whatever goes wrong, no part of it is left. */
async function save(response: Response, to: string, maxBytes: number): Promise<number | "too-large"> {
  // Not a file that was there before: the clean-up would delete it.
  const file = await open(to, "wx", 0o600).catch(async (error: unknown) => {
    await response.body?.cancel();
    throw error;
  });
  let whole = false;
  try {
    let bytes = 0;
    for await (const piece of piecesOf(response)) {
      bytes += piece.length;
      if (bytes > maxBytes) return "too-large";
      await file.writeFile(piece);
    }
    if (isCutShort(response, bytes)) throw storageTrouble("sent only a part of an artifact");
    whole = true;
    return bytes;
  } finally {
    await file.close();
    if (!whole) await rm(to, { force: true });
  }
}

/** The length is that of what was sent, so it says nothing of what was packed on the way. */
function isCutShort({ headers }: Response, bytes: number): boolean {
  const announced = headers.get("content-length");
  return announced !== null && !headers.has("content-encoding") && Number(announced) !== bytes;
}

/** The body's bytes. Only trouble of the network becomes a Fault here; the disk's own is not mixed up with it. */
async function* piecesOf({ body }: Response): AsyncGenerator<Uint8Array, void> {
  try {
    if (body !== null) yield* body;
  } catch (cause) {
    throw storageTrouble("broke off while it sent an artifact", cause);
  }
}
