import { z } from "zod";
import { Fault } from "../core/fault.ts";
import type { Blob } from "../core/repository.ts";
import type { RepositoryName } from "../core/target.ts";
import type { Octokit } from "./client.ts";

/** GitHub sends up to 1 MB; of more it tells the size alone. Source: docs.github.com, "Get repository content". */
const File = z.object({
  type: z.literal("file"),
  encoding: z.string(),
  size: z.number(),
  content: z.string(),
});

/** A file of the branch's tip, at the price of one request and no clone. A directory or a link is "missing". */
export async function fileOnBranch(
  octokit: Octokit,
  { owner, name: repo }: RepositoryName,
  { path, branch }: { readonly path: string; readonly branch: string },
): Promise<Blob> {
  try {
    const { data } = await octokit.rest.repos.getContent({ owner, repo, path, ref: `refs/heads/${branch}` });
    const file = File.safeParse(data);
    if (!file.success) return { kind: "missing" };
    const { encoding, size, content } = file.data;
    return encoding === "base64"
      ? { kind: "bytes", bytes: Buffer.from(content, "base64") }
      : { kind: "too-large", size };
  } catch (error) {
    if (error instanceof Fault && error.code === "GITHUB_NOT_FOUND") return { kind: "missing" };
    throw error;
  }
}
