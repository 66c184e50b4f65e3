import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Files } from "./platform.ts";

const run = promisify(execFile);

/** A clone as an agent has it on its machine: a real work tree with real commits. */
export interface WorkTree {
  readonly directory: string;
  /** The commit that it stands on. */
  head(): Promise<string>;
  /** Commits these files on a new branch that starts at `from`, and stays on it. */
  commitBranch(branch: string, from: string, author: string, message: string, files: Files): Promise<string>;
  /** Adds a commit to a branch that exists. */
  commitOn(branch: string, author: string, message: string, files: Files): Promise<string>;
}

/** Makes a repository whose branch `main` has these files. */
export async function createWorkTree(directory: string, files: Files): Promise<WorkTree> {
  await mkdir(directory, { recursive: true });
  await git(directory, ["init", "--quiet", "--initial-branch=main"]);
  await commit(directory, "mira", "The platform", files);
  return {
    directory,
    head: () => git(directory, ["rev-parse", "HEAD"]),
    async commitBranch(branch, from, author, message, changed) {
      await git(directory, ["checkout", "--quiet", "-b", branch, from]);
      return commit(directory, author, message, changed);
    },
    async commitOn(branch, author, message, changed) {
      await git(directory, ["checkout", "--quiet", branch]);
      return commit(directory, author, message, changed);
    },
  };
}

async function commit(directory: string, author: string, message: string, files: Files): Promise<string> {
  for (const [path, text] of Object.entries(files)) {
    const file = join(directory, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  await git(directory, ["add", "--all"]);
  await git(directory, ["commit", "--quiet", "--message", message], author);
  return git(directory, ["rev-parse", "HEAD"]);
}

/** The user's own git configuration has no part in the demo: no signing, no hooks, no templates. */
async function git(directory: string, args: readonly string[], author = "mira"): Promise<string> {
  const name = author.replace("[bot]", "");
  const person = { name, email: `${name}@example.com` };
  const { stdout } = await run("git", ["-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0", ...args], {
    cwd: directory,
    env: {
      PATH: process.env["PATH"],
      HOME: directory,
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_TERMINAL_PROMPT: "0",
      GIT_AUTHOR_NAME: person.name,
      GIT_AUTHOR_EMAIL: person.email,
      GIT_COMMITTER_NAME: person.name,
      GIT_COMMITTER_EMAIL: person.email,
    },
  });
  return stdout.trim();
}
