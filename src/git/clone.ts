import { realpath } from "node:fs/promises";
import { isAbsolute } from "node:path";
import { Fault } from "../core/fault.ts";
import type { Blob } from "../core/repository.ts";
import { parseSizedTreeRecord } from "../formats/git/tree.ts";
import { firstComplaint } from "./complaint.ts";
import { type GitResult, gitFailed, runGit, runGitOrFail } from "./git.ts";
import type { ObjectPlace } from "./objects.ts";
import { withoutPromisor } from "./promisor.ts";

type MergeBase = { readonly kind: "found"; readonly sha: string } | { readonly kind: "none" };

/** A git directory to read from. Nothing here fetches, checks out, or touches index, refs or work tree. */
export interface GitDirectory {
  /** What belongs to this work tree alone: HEAD and the index. */
  readonly gitDir: string;
  /** What all work trees share: objects, refs and configuration. */
  readonly commonDir: string;
  readonly objectFormat: "sha1" | "sha256";
  /** History is cut off somewhere, so a merge base may be missing. */
  readonly shallow: boolean;
  /** Files or directories may be missing until somebody fetches them. */
  readonly partial: boolean;
  /** Where to read commits, trees and blobs. */
  readonly objects: ObjectPlace;
  /** The commit that a branch, tag, id or expression names; throws UNKNOWN_REVISION. */
  resolve(revision: string): Promise<string>;
  /** The full name of the branch or tag that is meant, such as `refs/heads/main` for `HEAD`; undefined where none is. */
  fullName(revision: string): Promise<string | undefined>;
  /** The best common ancestor of two commits, given by their ids. */
  mergeBase(one: string, other: string): Promise<MergeBase>;
  /** A commit and its first parents, so many at most, the commit first. */
  firstParents(commit: string, limit: number): Promise<readonly string[]>;
  /** The parents of a commit, in their order. Throws UNKNOWN_REVISION when it is not here. */
  parents(commit: string): Promise<readonly string[]>;
  /** What is reachable from head and not from base, parents before children; so many of the newest at most. */
  commitsBetween(base: string, head: string, limit: number): Promise<readonly string[]>;
  /** A file of a commit; "missing" when the commit has no regular file at this path. */
  fileAt(commit: string, path: string): Promise<Blob>;
}

/** Files that are read one by one are configuration: larger ones are a mistake. */
const maxFileBytes = 5_000_000;

/** Finds the git directory of a clone, work tree, bare repository or any directory in one; throws NOT_A_REPOSITORY. */
export async function openClone(directory: string): Promise<GitDirectory> {
  const questions = ["--git-dir", "--git-common-dir", "--show-object-format", "--is-shallow-repository"];
  const result = await runGit({
    args: ["rev-parse", "--path-format=absolute", ...questions],
    directory,
    userConfiguration: true,
  });
  const [gitDir, commonDir, objectFormat, shallow, ...rest] = result.stdout.toString("utf8").trimEnd().split("\n");
  if (result.exitCode !== 0 || gitDir === undefined || commonDir === undefined || rest.length > 0) {
    throw notARepository(directory, result);
  }
  if (!isAbsolute(gitDir) || !isAbsolute(commonDir)) throw notARepository(directory, result);
  return gitDirectory({
    gitDir: await realpath(gitDir),
    commonDir: await realpath(commonDir),
    objectFormat: objectFormat === "sha256" ? "sha256" : "sha1",
    shallow: shallow === "true",
    partial: await isPartial(gitDir),
  });
}

type Found = Pick<GitDirectory, "gitDir" | "commonDir" | "objectFormat" | "shallow" | "partial">;

/** The git directory that is known to be there, with what can be asked of it. */
export async function gitDirectory(found: Found): Promise<GitDirectory> {
  const { gitDir } = found;
  const objects: ObjectPlace = found.partial ? await withoutPromisor(found) : { gitDir };
  return {
    ...found,
    objects,
    async resolve(revision) {
      const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
      const result = revision.includes("\0") ? undefined : await runGit({ args, gitDir });
      const sha = result?.stdout.toString("latin1").trim() ?? "";
      if (result?.exitCode !== 0 || !isCommitId(sha)) throw unknownRevision(revision);
      return sha;
    },
    async fullName(revision) {
      const args = ["rev-parse", "--symbolic-full-name", "--verify", "--quiet", "--end-of-options", revision];
      const result = revision.includes("\0") ? undefined : await runGit({ args, gitDir });
      const name = result?.exitCode === 0 ? result.stdout.toString("utf8").trim() : "";
      return name.startsWith("refs/") ? name : undefined;
    },
    async mergeBase(one, other) {
      for (const sha of [one, other]) if (!isCommitId(sha)) throw unknownRevision(sha);
      const command = { args: ["merge-base", one, other], gitDir };
      const result = await runGit(command);
      if (result.exitCode === 1) return { kind: "none" };
      const sha = result.stdout.toString("latin1").trim();
      if (result.exitCode !== 0 || !isCommitId(sha)) throw gitFailed(command, result);
      return { kind: "found", sha };
    },
    async firstParents(commit, limit) {
      if (!isCommitId(commit)) throw unknownRevision(commit);
      const command = { args: ["rev-list", "--first-parent", `--max-count=${limit}`, commit], ...objects };
      const { stdout } = await runGitOrFail(command);
      return stdout.toString("latin1").split("\n").filter(isCommitId);
    },
    async parents(commit) {
      if (!isCommitId(commit)) throw unknownRevision(commit);
      const result = await runGit({ args: ["rev-list", "--no-walk", "--parents", commit], ...objects });
      const [self, ...parents] = result.stdout.toString("latin1").trim().split(" ");
      if (result.exitCode !== 0 || self !== commit) throw unknownRevision(commit);
      return parents;
    },
    async commitsBetween(base, head, limit) {
      for (const sha of [base, head]) if (!isCommitId(sha)) throw unknownRevision(sha);
      const order = ["--topo-order", "--reverse", `--max-count=${limit}`];
      const { stdout } = await runGitOrFail({ args: ["rev-list", ...order, head, `^${base}`], ...objects });
      return stdout.toString("latin1").split("\n").filter(isCommitId);
    },
    async fileAt(commit, path) {
      if (!isCommitId(commit)) throw unknownRevision(commit);
      if (!canBeInTree(path)) return { kind: "missing" };
      const listed = await runGitOrFail({
        args: ["ls-tree", "-l", "-z", "--full-tree", commit, "--", path],
        ...objects,
      });
      const entry = parseSizedTreeRecord(listed.stdout.toString("utf8").split("\0")[0] ?? "");
      if (entry?.path !== path || (entry.kind !== "file" && entry.kind !== "executable")) return { kind: "missing" };
      if (entry.size === undefined) throw notFetched(path);
      if (entry.size > maxFileBytes) return { kind: "too-large", size: entry.size };
      const { stdout } = await runGitOrFail({ args: ["cat-file", "blob", entry.id], ...objects });
      return { kind: "bytes", bytes: stdout };
    },
  };
}

/** The ref that a symbolic ref points at; undefined when there is none of this name. */
export async function symbolicRef({ commonDir }: GitDirectory, name: string): Promise<string | undefined> {
  const result = await runGit({ args: ["symbolic-ref", "--quiet", "--end-of-options", name], gitDir: commonDir });
  return result.exitCode === 0 ? result.stdout.toString("utf8").trimEnd() : undefined;
}

/** No tree has other paths, and git would take them for places outside of the repository. */
function canBeInTree(path: string): boolean {
  return !path.includes("\0") && path.split("/").every((name) => name !== "" && name !== "." && name !== "..");
}

/** A partial clone knows a remote that promises the objects that it lacks. */
async function isPartial(gitDir: string): Promise<boolean> {
  const args = ["config", "--local", "--get-regexp", "^(extensions\\.partialclone|remote\\..*\\.promisor)$"];
  return (await runGit({ args, gitDir })).exitCode === 0;
}

function isCommitId(text: string): boolean {
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

function notARepository(directory: string, result: GitResult): Fault {
  const said = firstComplaint(result.stderr);
  return new Fault("NOT_A_REPOSITORY", `${directory} is not in a git repository that can be read: ${said}.`, {
    retry: false,
  });
}

function unknownRevision(revision: string): Fault {
  const shown = JSON.stringify(revision.slice(0, 200));
  return new Fault(
    "UNKNOWN_REVISION",
    `No commit is named ${shown} in this repository. Is the name right, and is it fetched?`,
    { retry: false },
  );
}

function notFetched(path: string): Fault {
  const message = `The commit has ${JSON.stringify(path)}, but this partial clone has not fetched its content.`;
  return new Fault("GIT_FAILED", message, { retry: false });
}
