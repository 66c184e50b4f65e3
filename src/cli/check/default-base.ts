import { badUsage } from "../../core/bad-usage.ts";
import { Fault } from "../../core/fault.ts";
import { type GitDirectory, symbolicRef } from "../../git/clone.ts";

const candidates = [
  "origin/HEAD",
  "origin/main",
  "origin/master",
  "upstream/HEAD",
  "upstream/main",
  "upstream/master",
  "main",
  "master",
] as const;

/** The branch that the change will most likely be merged into; throws BAD_USAGE, with the option to say it by, when none can be found. */
export async function defaultBase(clone: GitDirectory, option = "--base"): Promise<string> {
  for (const candidate of candidates) {
    const prefix = candidate.includes("/") ? "refs/remotes/" : "refs/heads/";
    if (await exists(clone, `${prefix}${candidate}`)) return candidate;
  }
  if (!(await exists(clone, "HEAD"))) {
    throw badUsage("This repository has no commit yet, so there is no change to judge.");
  }
  const message = `No base was found: this clone knows neither origin/HEAD nor a main or master branch. Say ${option} <ref>.`;
  throw badUsage(message);
}

/** The short name of the default branch, as far as this clone can tell: where the remote's HEAD points, or main or master. */
export async function defaultBranchName(clone: GitDirectory): Promise<string | undefined> {
  for (const remote of ["origin", "upstream"]) {
    const ref = `refs/remotes/${remote}/`;
    const pointed = await symbolicRef(clone, `${ref}HEAD`);
    if (pointed?.startsWith(ref)) return pointed.slice(ref.length);
  }
  for (const candidate of candidates) {
    const prefix = candidate.includes("/") ? "refs/remotes/" : "refs/heads/";
    if (await exists(clone, `${prefix}${candidate}`)) return candidate.slice(candidate.indexOf("/") + 1);
  }
  return undefined;
}

async function exists(clone: GitDirectory, ref: string): Promise<boolean> {
  try {
    await clone.resolve(ref);
    return true;
  } catch (error) {
    if (error instanceof Fault && error.code === "UNKNOWN_REVISION") return false;
    throw error;
  }
}
