import { spawn } from "node:child_process";
import { Fault } from "../../core/fault.ts";

/** Git as it is on a server: no configuration of a user, no hooks, no prompts. */
export const serverGitEnvironment = {
  PATH: process.env["PATH"] ?? "",
  HOME: "/nonexistent",
  LC_ALL: "C",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_TERMINAL_PROMPT: "0",
  GIT_AUTHOR_NAME: "GitHub stand-in",
  GIT_AUTHOR_EMAIL: "noreply@stand-in.invalid",
  GIT_COMMITTER_NAME: "GitHub stand-in",
  GIT_COMMITTER_EMAIL: "noreply@stand-in.invalid",
} as const;

const options = [
  ["core.hooksPath", "/dev/null"],
  ["gc.auto", "0"],
  ["maintenance.auto", "false"],
  ["protocol.file.allow", "always"],
].flatMap(([key, value]) => ["-c", `${key}=${value}`]);

export interface GitOutcome {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs git in a directory and resolves with any exit code. */
export function tryGit(directory: string, args: readonly string[]): Promise<GitOutcome> {
  const { promise, resolve, reject } = Promise.withResolvers<GitOutcome>();
  const child = spawn("git", [...options, ...args], { cwd: directory, env: serverGitEnvironment });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on("data", (piece: Buffer) => stdout.push(piece));
  child.stderr.on("data", (piece: Buffer) => stderr.push(piece));
  child.on("error", reject);
  child.on("close", (exitCode) =>
    resolve({
      exitCode: exitCode ?? -1,
      stdout: Buffer.concat(stdout),
      stderr: Buffer.concat(stderr).toString("utf8"),
    }),
  );
  child.stdin.end();
  return promise;
}

/** So many answers are kept, the newest. */
const mostKept = 2_000;
const kept = new Map<string, Promise<GitOutcome>>();

/** As `tryGit`, for questions that name objects by their whole ids alone: their answers never change, and are kept. */
export function askOnce(directory: string, args: readonly string[]): Promise<GitOutcome> {
  const key = [directory, ...args].join("\0");
  const known = kept.get(key);
  if (known !== undefined) return known;
  const asked = tryGit(directory, args);
  kept.set(key, asked);
  const [oldest = key] = kept.keys();
  if (kept.size > mostKept) kept.delete(oldest);
  const forget = () => kept.delete(key);
  asked.then((outcome) => isFinal(outcome) || forget(), forget);
  return asked;
}

/** An object that is not there yet may come, and git complains of it; 1 without a complaint says no to a question. */
function isFinal({ exitCode, stderr }: GitOutcome): boolean {
  return exitCode === 0 || (exitCode === 1 && stderr === "");
}

/** What git printed, without the last line feed. Throws the Fault GIT_FAILED. */
export async function git(directory: string, ...args: readonly string[]): Promise<string> {
  return printed(args, await tryGit(directory, args));
}

/** The same of `askOnce`. */
export async function gitOnce(directory: string, ...args: readonly string[]): Promise<string> {
  return printed(args, await askOnce(directory, args));
}

function printed(args: readonly string[], outcome: GitOutcome): string {
  if (outcome.exitCode !== 0) {
    const cause = new Error(outcome.stderr.trim());
    throw new Fault("GIT_FAILED", `git ${args[0] ?? ""} failed in the stand-in: ${cause.message}`, {
      retry: false,
      cause,
    });
  }
  return outcome.stdout.toString("utf8").replace(/\n$/, "");
}

export async function createBareRepository(directory: string): Promise<void> {
  await git("/", "init", "-q", "--bare", "-b", "main", directory);
  await configureRepository(directory);
}

/** As GitHub serves fetches: partial clones, and any commit that a ref reaches. Nobody pushes to `refs/pull`. */
export async function configureRepository(directory: string): Promise<void> {
  await git(directory, "config", "uploadpack.allowFilter", "true");
  await git(directory, "config", "uploadpack.allowTipSHA1InWant", "true");
  await git(directory, "config", "uploadpack.allowReachableSHA1InWant", "true");
  await git(directory, "config", "receive.hideRefs", "refs/pull");
}

/** Commit ids of all branches, by branch name. */
export async function branchesOf(directory: string): Promise<ReadonlyMap<string, string>> {
  const lines = await git(directory, "for-each-ref", "--format=%(objectname) %(refname:lstrip=2)", "refs/heads");
  return new Map(
    lines
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => [line.slice(41), line.slice(0, 40)] as const),
  );
}

const commitId = /^[0-9a-f]{40}$/;

/** The commit that a full id, a branch, a tag or `heads/<branch>` means, as GitHub reads a `ref`. */
export async function resolveCommit(directory: string, ref: string): Promise<string | undefined> {
  if (commitId.test(ref)) return commitOf(await askOnce(directory, [...peeling, `${ref}^{commit}`]));
  const candidates = [`refs/heads/${ref}`, `refs/tags/${ref}`, `refs/${ref}`];
  const listed = await git(directory, "for-each-ref", "--format=%(objecttype) %(objectname) %(refname)", ...candidates);
  const refs = listed.split("\n").map((line) => line.split(" "));
  const [type, id] = candidates.flatMap((name) => refs.filter(([, , found]) => found === name))[0] ?? [];
  if (id === undefined || type === "commit") return id;
  return commitOf(await askOnce(directory, [...peeling, `${id}^{commit}`]));
}

// Not with `-q`, by which git would say nothing of an object that is missing.
const peeling = ["rev-parse", "--verify", "--end-of-options"];

function commitOf({ exitCode, stdout }: GitOutcome): string | undefined {
  return exitCode === 0 ? stdout.toString("utf8").trim() : undefined;
}

export async function isAncestor(directory: string, ancestor: string, descendant: string): Promise<boolean> {
  return (await askOnce(directory, ["merge-base", "--is-ancestor", ancestor, descendant])).exitCode === 0;
}

/** Whether the second merges into the first without a conflict. Both are ids of commits. */
export async function isMergeable(directory: string, first: string, second: string): Promise<boolean> {
  return (await mergedTree(directory, first, second)) !== undefined;
}

/** The commit of merging the second into the first, which no ref names yet; undefined when they conflict. */
export async function mergeCommit(
  directory: string,
  first: string,
  second: string,
  message: string,
): Promise<string | undefined> {
  const tree = await mergedTree(directory, first, second);
  return tree === undefined ? undefined : git(directory, "commit-tree", tree, "-p", first, "-p", second, "-m", message);
}

async function mergedTree(directory: string, first: string, second: string): Promise<string | undefined> {
  const merged = await askOnce(directory, ["merge-tree", "--write-tree", "--no-messages", first, second]);
  return merged.exitCode === 0 ? merged.stdout.toString("utf8").trim() : undefined;
}
