import { verificationView } from "./commit-verification.ts";
import { gitOnce } from "./git.ts";
import { userNamed } from "./look-up.ts";
import { userView } from "./view-account.ts";
import { apiUrlOf, webUrlOf } from "./view-repository.ts";
import type { Repository, World } from "./world.ts";

interface Person {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

export interface Commit {
  readonly id: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  readonly message: string;
}

const format = ["%H", "%T", "%P", "%an", "%ae", "%aI", "%cn", "%ce", "%cI", "%B"].join("%x00");

export async function readCommit(repository: Repository, sha: string): Promise<Commit> {
  const text = await gitOnce(repository.directory, "show", "-s", `--format=${format}`, sha);
  const [id = "", tree = "", parents = "", an = "", ae = "", ad = "", cn = "", ce = "", cd = "", message = ""] =
    text.split("\0");
  return {
    id,
    tree,
    parents: parents.split(" ").filter((parent) => parent !== ""),
    author: { name: an, email: ae, date: ad },
    committer: { name: cn, email: ce, date: cd },
    message: message.trim(),
  };
}

/** GitHub's `simple-commit`, in webhooks and check suites. */
export function simpleCommitView(commit: Commit) {
  const person = ({ name, email }: Person) => ({ name, email });
  return {
    id: commit.id,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: commit.committer.date,
    author: person(commit.author),
    committer: person(commit.committer),
  };
}

/** GitHub's `commit`. Unless somebody was named, they belong to no account, as with an address that GitHub does not know. */
export async function commitView(world: World, repository: Repository, commit: Commit) {
  const api = apiUrlOf(world, repository);
  const web = webUrlOf(world, repository);
  const login = repository.knownCommits.get(commit.id)?.author;
  const author = login === undefined ? null : userView(world, userNamed(world, login));
  return {
    url: `${api}/commits/${commit.id}`,
    sha: commit.id,
    node_id: nodeId(repository, commit.id),
    html_url: `${web}/commit/${commit.id}`,
    comments_url: `${api}/commits/${commit.id}/comments`,
    commit: {
      url: `${api}/git/commits/${commit.id}`,
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      verification: await verificationView(repository, commit.id),
    },
    author,
    committer: author,
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${web}/commit/${sha}`,
    })),
  };
}

/** GitHub's `git-commit`, as git itself knows it. */
export function gitCommitView(
  world: World,
  repository: Repository,
  commit: Commit,
  verification: Awaited<ReturnType<typeof verificationView>>,
) {
  const api = apiUrlOf(world, repository);
  const web = webUrlOf(world, repository);
  return {
    sha: commit.id,
    node_id: nodeId(repository, commit.id),
    url: `${api}/git/commits/${commit.id}`,
    html_url: `${web}/commit/${commit.id}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/git/commits/${sha}`,
      html_url: `${web}/commit/${sha}`,
    })),
    verification,
  };
}

function nodeId(repository: Repository, sha: string): string {
  return Buffer.from(`Commit:${repository.id}:${sha}`).toString("base64url");
}
