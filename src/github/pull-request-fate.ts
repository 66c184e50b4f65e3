import { z } from "zod";
import { Fault } from "../core/fault.ts";
import type { RepositoryName } from "../core/target.ts";
import type { Octokit } from "./client.ts";

/** What has become of a pull request; `gone` where GitHub knows none. */
export type PullRequestFate = "open" | "merged" | "closed" | "gone";

const Fate = z.object({ state: z.enum(["open", "closed"]), merged: z.boolean() });

export async function readFate(
  octokit: Octokit,
  { owner, name: repo }: RepositoryName,
  number: number,
): Promise<PullRequestFate> {
  try {
    const { data } = await octokit.rest.pulls.get({ owner, repo, pull_number: number });
    const { state, merged } = Fate.parse(data);
    return state === "open" ? "open" : merged ? "merged" : "closed";
  } catch (error) {
    if (error instanceof Fault && error.code === "GITHUB_NOT_FOUND") return "gone";
    throw error;
  }
}
