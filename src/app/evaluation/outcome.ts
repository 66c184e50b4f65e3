import { Fault } from "../../core/fault.ts";
import type { Target } from "../../core/target.ts";

export type PullRequestTarget = Extract<Target, { kind: "pull-request" }>;
export type MergeGroupTarget = Extract<Target, { kind: "merge-group" }>;
export type EvaluationOutcome = "published" | "superseded" | "gone";

/** A retry will find it there. */
export const notThereYet = new Fault(
  "UNKNOWN_REVISION",
  "GitHub's git does not have the head yet that its API names.",
  {
    retry: true,
  },
);
