export interface CheckSuite {
  readonly id: number;
  readonly headSha: string;
  readonly headBranch: string | undefined;
  readonly createdAt: number;
  updatedAt: number;
  /** Set by a re-run request until a new run arrives. */
  requestedAgain: boolean;
}

export interface CheckRun {
  readonly id: number;
  readonly suite: CheckSuite;
  readonly headSha: string;
  /** The app that made the run; the stand-in has one. */
  readonly appId: number;
  name: string;
  externalId: string;
  detailsUrl: string;
  status: "queued" | "in_progress" | "completed";
  conclusion: string | undefined;
  startedAt: string;
  completedAt: string | undefined;
  title: string | undefined;
  summary: string | undefined;
  text: string | undefined;
  readonly annotations: Annotation[];
}

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number | undefined;
  readonly end_column?: number | undefined;
  readonly annotation_level: "notice" | "warning" | "failure";
  readonly message: string;
  readonly title?: string | undefined;
  readonly raw_details?: string | undefined;
}
