import { askOnce, tryGit } from "./git.ts";
import { apiUrlOf, webUrlOf } from "./view-repository.ts";
import type { Repository, World } from "./world.ts";

interface FileContent {
  readonly ref: string;
  readonly sha: string;
  readonly bytes: Buffer;
}

/** A file of a commit; undefined when there is none. Directories, links and submodules are not served. */
export async function readFile(repository: Repository, ref: string, path: string): Promise<FileContent | undefined> {
  const object = `${ref}:${path}`;
  const found = await tryGit(repository.directory, ["rev-parse", "--verify", "--quiet", "--end-of-options", object]);
  if (found.exitCode !== 0) return undefined;
  const sha = found.stdout.toString("latin1").trim();
  const content = await askOnce(repository.directory, ["cat-file", "blob", sha]);
  return content.exitCode === 0 ? { ref, sha, bytes: content.stdout } : undefined;
}

/** GitHub's `content-file`. */
export function fileView(world: World, repository: Repository, path: string, { ref, sha, bytes }: FileContent) {
  const api = apiUrlOf(world, repository);
  const query = `?ref=${encodeURIComponent(ref)}`;
  const url = `${api}/contents/${encodeURI(path)}${query}`;
  const git = `${api}/git/blobs/${sha}`;
  const html = `${webUrlOf(world, repository)}/blob/${encodeURIComponent(ref)}/${encodeURI(path)}`;
  return {
    type: "file",
    encoding: "base64",
    size: bytes.length,
    name: path.slice(path.lastIndexOf("/") + 1),
    path,
    content: bytes.toString("base64"),
    sha,
    url,
    git_url: git,
    html_url: html,
    download_url: null,
    _links: { self: url, git, html },
  };
}
