import type { Repository, User } from "./world.ts";

/** A workflow file that has run at least once. */
export interface Workflow {
  readonly id: number;
  readonly path: string;
  readonly name: string;
  readonly createdAt: number;
  /** How many runs it has had; a re-run is no new one. */
  runs: number;
}

export type RunConclusion =
  | "action_required"
  | "cancelled"
  | "failure"
  | "neutral"
  | "skipped"
  | "stale"
  | "success"
  | "timed_out";

/** One run of a workflow. A re-run is a new attempt of the same run. */
export interface WorkflowRun {
  readonly id: number;
  readonly checkSuiteId: number;
  readonly repository: Repository;
  readonly workflow: Workflow;
  readonly number: number;
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string;
  /** The fork, for a pull request from one. */
  readonly headRepository: Repository;
  readonly actor: User;
  readonly createdAt: number;
  attempt: number;
  status: "queued" | "in_progress" | "completed";
  conclusion: RunConclusion | undefined;
  /** When the present attempt began. */
  startedAt: number;
  updatedAt: number;
}

/** A zip that an attempt of a run has uploaded. */
export interface Artifact {
  readonly id: number;
  readonly run: WorkflowRun;
  readonly attempt: number;
  readonly name: string;
  readonly sizeInBytes: number;
  /** `sha256:…` of the zip. */
  readonly digest: string;
  /** The zip on this machine. */
  readonly file: string;
  readonly createdAt: number;
  expiresAt: number;
}
