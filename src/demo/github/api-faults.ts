import { setTimeout as sleep } from "node:timers/promises";
import { secondaryLimit } from "./limits.ts";
import { refusalBody } from "./refusal.ts";
import type { Answer } from "./route.ts";

/** One request as the log keeps it. */
export interface LoggedRequest {
  readonly method: string;
  /** With the query, without the host and `/api/v3`. */
  readonly path: string;
  readonly at: number;
  readonly status: number;
}

type RequestMatch = (request: { readonly method: string; readonly path: string }) => boolean;

interface CannedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Whether the request is still carried out, so that only the reply is lost. */
  readonly afterwards?: boolean;
}

/** Trouble that GitHub has or makes, set by a test. */
export interface ApiFaults {
  /** Answers so to the next `times` requests that match. */
  respondWith(matches: RequestMatch, answer: CannedAnswer, times?: number): void;
  /** Every n-th request of an installation is refused with 403 and `retry-after`; 0 switches it off. */
  secondaryLimitEvery(n: number, retryAfterSeconds: number): void;
  /** Every answer that matches comes this much later. */
  delay(matches: RequestMatch, delayMs: number): void;
  clear(): void;
}

export interface FaultPoint extends ApiFaults {
  /** What a request meets before it is handled, and the answer that then replaces the real one. */
  meet(
    method: string,
    path: string,
    ofInstallation: boolean,
  ): Promise<{ readonly instead?: Answer; readonly afterwards?: Answer }>;
}

export function createFaultPoint(): FaultPoint {
  let answers: { matches: RequestMatch; answer: CannedAnswer; left: number }[] = [];
  let delays: { matches: RequestMatch; delayMs: number }[] = [];
  let limit = { every: 0, retryAfterSeconds: 0, seen: 0 };
  return {
    respondWith(matches, answer, times = 1) {
      answers.push({ matches, answer, left: times });
    },
    secondaryLimitEvery(every, retryAfterSeconds) {
      limit = { every, retryAfterSeconds, seen: 0 };
    },
    delay(matches, delayMs) {
      delays.push({ matches, delayMs });
    },
    clear() {
      answers = [];
      delays = [];
      limit = { every: 0, retryAfterSeconds: 0, seen: 0 };
    },
    async meet(method, path, ofInstallation) {
      const request = { method, path };
      const delayMs = delays.filter(({ matches }) => matches(request)).reduce((sum, each) => sum + each.delayMs, 0);
      if (delayMs > 0) await sleep(delayMs);
      if (ofInstallation && limit.every > 0) {
        limit.seen += 1;
        if (limit.seen % limit.every === 0) return { instead: refused(limit.retryAfterSeconds) };
      }
      const found = answers.find(({ matches, left }) => left > 0 && matches(request));
      if (found === undefined) return {};
      found.left -= 1;
      const answer: Answer = {
        status: found.answer.status,
        headers: found.answer.headers ?? {},
        body: found.answer.body,
      };
      return found.answer.afterwards === true ? { afterwards: answer } : { instead: answer };
    },
  };
}

function refused(retryAfterSeconds: number): Answer {
  const refusal = secondaryLimit(retryAfterSeconds);
  return { status: refusal.status, headers: refusal.headers, body: refusalBody(refusal) };
}
