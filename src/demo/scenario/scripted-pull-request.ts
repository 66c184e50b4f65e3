import type { Conclusion } from "../../core/conclusion.ts";
import type { PublishedOverlapMessage } from "../../core/published-overlap-message.ts";
import type { Files } from "./platform.ts";

/** What the data for agents in a comment must say. */
export interface ExpectedComment {
  readonly verdict: PublishedOverlapMessage["verdict"];
  /** Asks for paths of others. */
  readonly command?: string;
  /** The branch of the one pull request that it cannot be merged with, and that of the one of both that has to wait. */
  readonly collides?: { readonly with: string; readonly yields: string };
}

/** One pull request of the demo, and what every check run on it must say. */
export interface ScriptedPullRequest {
  readonly title: string;
  readonly author: string;
  readonly branch: string;
  readonly fromFork: boolean;
  /** The branch that it starts from, unless that is `main`. */
  readonly startsFrom?: string;
  /** What the branch changes: new text by path. */
  readonly files: Files;
  readonly expected: Readonly<Record<string, Conclusion>>;
  /** What its one comment says; without this it must have none. */
  readonly comment?: ExpectedComment;
  /** Lines that no test runs, by path. */
  readonly untested?: Readonly<Record<string, readonly number[]>>;
  /** How many times as long benchmarks take, by name. */
  readonly slower?: Readonly<Record<string, number>>;
  /** What was built is packed again after it was attested. */
  readonly repacked?: true;
  /** Where an annotation must stand. */
  readonly annotation?: { readonly gate: string; readonly path: string; readonly line: number };
}

const gateNames = [
  "configuration",
  "lane-guard",
  "coverage",
  "benchmarks",
  "attestations",
  "ownership",
  "branch-base",
  "batch-size",
  "patch-safety",
] as const;

/** Every gate lets it through. */
export const clear: Readonly<Record<string, Conclusion>> = {
  ...Object.fromEntries(gateNames.map((name) => [`lanekeeper / ${name}`, "success"])),
  lanekeeper: "success",
};

/** These gates do not, so that the whole does not either. */
export function blockedBy(...gates: readonly (typeof gateNames)[number][]): Readonly<Record<string, Conclusion>> {
  const failures = gates.map((name) => [`lanekeeper / ${name}`, "failure"] as const);
  return { ...clear, ...Object.fromEntries(failures), lanekeeper: "failure" };
}
