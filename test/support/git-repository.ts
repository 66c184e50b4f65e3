import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file to commit; `undefined` deletes the path. Text is UTF-8. A submodule names a commit id. */
type CommittedFile =
  | string
  | Uint8Array
  | undefined
  | { readonly executable: string }
  | { readonly symlink: string }
  | { readonly submodule: string };

interface CommitOptions {
  readonly message?: string;
  /** Start from this revision instead of the branch's tip; `none` makes a root commit. */
  readonly from?: string | "none";
  /** Further parents, for a merge commit. */
  readonly merge?: readonly string[];
  /** When it is committed, in epoch seconds. */
  readonly time?: number;
  /** Forget all files of the parent first. */
  readonly fresh?: boolean;
}

/** A real git repository in a temporary directory. Commits do not need or change a work tree. */
export interface GitRepository {
  readonly directory: string;
  /** Runs git in it and returns what it printed, without the last line feed; throws when git fails. */
  git(...args: readonly string[]): string;
  /** Commits these files on top of the branch, in one git process for any number of files; returns the commit id. */
  commit(branch: string, files: Readonly<Record<string, CommittedFile>>, options?: CommitOptions): string;
  /** One commit after the other, in one git process for all of them. */
  commitMany(branch: string, changes: readonly Readonly<Record<string, CommittedFile>>[]): void;
  /** Brings the work tree to this branch. */
  checkout(branch: string): void;
  [Symbol.dispose](): void;
}

export interface GitRepositoryOptions {
  readonly bare?: boolean;
  readonly objectFormat?: "sha1" | "sha256";
}

/** Makes an empty repository whose first branch is `main`. Delete it with `using` or `[Symbol.dispose]()`. */
export function createGitRepository(options: GitRepositoryOptions = {}): GitRepository {
  const directory = mkdtempSync(join(tmpdir(), "lanekeeper-test-"));
  const bare = options.bare === true ? ["--bare"] : [];
  runGit(directory, ["init", "-q", "-b", "main", `--object-format=${options.objectFormat ?? "sha1"}`, ...bare]);
  return gitRepositoryAt(directory);
}

/** The same tools for a repository that exists, such as a clone or a work tree. */
export function gitRepositoryAt(directory: string): GitRepository {
  const git = (...args: readonly string[]) => runGit(directory, args).toString("utf8").replace(/\n$/, "");
  return {
    directory,
    git,
    commit(branch, files, commitOptions = {}) {
      runGit(
        directory,
        ["fast-import", "--quiet", "--force", "--done"],
        Buffer.concat([importStream(git, branch, files, commitOptions), done]),
      );
      return git("rev-parse", `refs/heads/${branch}`);
    },
    commitMany(branch, changes) {
      // What says no parent follows the commit before it in the stream.
      const streams = changes.map((files, at) => importStream(git, branch, files, at === 0 ? {} : { from: "none" }));
      runGit(directory, ["fast-import", "--quiet", "--force", "--done"], Buffer.concat([...streams, done]));
    },
    checkout(branch) {
      git("checkout", "-q", "-f", branch);
    },
    [Symbol.dispose]() {
      rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Git as it is on any machine: no configuration of the user, hooks of nobody, always the same names and times. */
export const plainGitEnvironment = {
  PATH: process.env["PATH"],
  HOME: "/nonexistent",
  LC_ALL: "C",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_TERMINAL_PROMPT: "0",
  GIT_AUTHOR_NAME: "A Person",
  GIT_AUTHOR_EMAIL: "person@example.com",
  GIT_AUTHOR_DATE: "2026-01-02T03:04:05Z",
  GIT_COMMITTER_NAME: "A Person",
  GIT_COMMITTER_EMAIL: "person@example.com",
  GIT_COMMITTER_DATE: "2026-01-02T03:04:05Z",
} as const;

function runGit(directory: string, args: readonly string[], input?: Buffer): Buffer {
  const options = ["-c", "protocol.file.allow=always", "-c", "gc.auto=0", "-c", "maintenance.auto=false"];
  const result = spawnSync("git", [...options, ...args], {
    cwd: directory,
    env: plainGitEnvironment,
    maxBuffer: 1 << 28,
    ...(input === undefined ? {} : { input }),
  });
  if (result.status !== 0) throw new Error(`git ${args.join(" ")} failed: ${result.stderr?.toString("utf8")}`);
  return result.stdout;
}

/** The commit in the language of `git fast-import`. */
function importStream(
  git: GitRepository["git"],
  branch: string,
  files: Readonly<Record<string, CommittedFile>>,
  options: CommitOptions,
): Buffer {
  const parts: Buffer[] = [];
  const line = (text: string) => parts.push(Buffer.from(`${text}\n`));
  const bytes = (content: Uint8Array) =>
    parts.push(Buffer.from(`data ${content.length}\n`), Buffer.from(content), newline);
  line(`commit refs/heads/${branch}`);
  line(`committer A Person <person@example.com> ${options.time ?? 1767323045} +0000`);
  bytes(Buffer.from(options.message ?? "A change"));
  const tip = options.from ?? tipOf(git, branch);
  if (tip !== "none") line(`from ${git("rev-parse", "--verify", `${tip}^{commit}`)}`);
  for (const parent of options.merge ?? []) line(`merge ${git("rev-parse", "--verify", `${parent}^{commit}`)}`);
  if (options.fresh === true) line("deleteall");
  for (const [path, file] of Object.entries(files)) {
    if (file === undefined) line(`D ${quotePath(path)}`);
    else if (typeof file === "object" && "submodule" in file) line(`M 160000 ${file.submodule} ${quotePath(path)}`);
    else {
      const { mode, content } = modeAndContent(file);
      line(`M ${mode} inline ${quotePath(path)}`);
      bytes(content);
    }
  }
  return Buffer.concat(parts);
}

/** A stream without it was cut off. */
const done = Buffer.from("done\n");
const newline = Buffer.from("\n");

function tipOf(git: GitRepository["git"], branch: string): string {
  const known = git("for-each-ref", "--format=%(objectname)", `refs/heads/${branch}`);
  return known === "" ? "none" : known;
}

function modeAndContent(file: Exclude<CommittedFile, undefined | { readonly submodule: string }>) {
  if (typeof file === "string") return { mode: "100644", content: Buffer.from(file) };
  if (file instanceof Uint8Array) return { mode: "100644", content: file };
  if ("executable" in file) return { mode: "100755", content: Buffer.from(file.executable) };
  return { mode: "120000", content: Buffer.from(file.symlink) };
}

/** A path in C quotes, in which fast-import takes any byte but zero. */
function quotePath(path: string): string {
  const escaped = path.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
  return `"${escaped}"`;
}
