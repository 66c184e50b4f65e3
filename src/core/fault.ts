/** Our own trouble, never the author's. The code is stable and documented; the message is for a person. */
export type FaultCode =
  | "BAD_ENVIRONMENT"
  | "BAD_USAGE"
  | "DATABASE_FAILED"
  | "GIT_FAILED"
  | "GIT_TIMED_OUT"
  | "GITHUB_FORBIDDEN"
  | "GITHUB_NOT_FOUND"
  | "GITHUB_RATE_LIMITED"
  | "GITHUB_REJECTED"
  | "GITHUB_UNAVAILABLE"
  | "LEASE_LOST"
  | "LIST_CUT_SHORT"
  | "NO_MERGE_BASE"
  | "NOT_A_REPOSITORY"
  | "REPOSITORY_TOO_LARGE"
  | "UNKNOWN_REVISION";

export interface FaultDetails {
  readonly cause?: unknown;
  /** Whether the same call may work later. */
  readonly retry: boolean;
  /** Epoch milliseconds before which a retry is useless, when the other side said so. */
  readonly retryAt?: number;
}

export class Fault extends Error {
  readonly code: FaultCode;
  readonly retry: boolean;
  readonly retryAt: number | undefined;

  constructor(code: FaultCode, message: string, details: FaultDetails) {
    super(message, { cause: details.cause });
    this.name = "Fault";
    this.code = code;
    this.retry = details.retry;
    this.retryAt = details.retryAt;
  }
}
