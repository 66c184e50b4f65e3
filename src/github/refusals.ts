import { z } from "zod";
import { Fault, type FaultCode } from "../core/fault.ts";

const secondMs = 1000;
const secondaryLimitPauseMs = 60 * secondMs;

const HttpError = z.object({
  name: z.literal("HttpError"),
  status: z.int(),
  message: z.string(),
  response: z.object({ headers: z.record(z.string(), z.union([z.string(), z.number()]).optional()) }).optional(),
});

/**
 * Until when GitHub wants silence, or undefined when the error is not about limits. In the order that GitHub
 * documents for 403 and 429: `retry-after`, then `x-ratelimit-reset` when nothing remains, then a minute.
 * Source: docs.github.com, "Best practices for using the REST API", handling rate limit errors.
 */
export function pauseOf(error: unknown, now: number): number | undefined {
  const parsed = HttpError.safeParse(error);
  if (!parsed.success || (parsed.data.status !== 403 && parsed.data.status !== 429)) return undefined;
  const headers = parsed.data.response?.headers ?? {};
  const retryAfter = Number(headers["retry-after"]);
  if (Number.isFinite(retryAfter) && retryAfter > 0) return now + retryAfter * secondMs;
  if (String(headers["x-ratelimit-remaining"]) === "0") {
    const reset = Number(headers["x-ratelimit-reset"]) * secondMs;
    return Number.isFinite(reset) && reset > now ? reset + secondMs : now + secondaryLimitPauseMs;
  }
  if (parsed.data.status === 429 || /secondary rate limit/i.test(parsed.data.message))
    return now + secondaryLimitPauseMs;
  return undefined;
}

/** The Fault for a failed request. `route` is the request's template, which holds no secret and no foreign text. */
export function faultOf(error: unknown, route: string, pausedUntil: number | undefined): Fault {
  if (error instanceof Fault) return error;
  if (pausedUntil !== undefined) {
    return new Fault("GITHUB_RATE_LIMITED", `GitHub's rate limit was reached at ${route}.`, {
      cause: error,
      retry: true,
      retryAt: pausedUntil,
    });
  }
  const parsed = HttpError.safeParse(error);
  if (!parsed.success) {
    return new Fault("GITHUB_UNAVAILABLE", `No answer from GitHub at ${route}.`, { cause: error, retry: true });
  }
  const { code, retry, meaning } = classOf(parsed.data.status, route);
  return new Fault(code, `${meaning} at ${route} (HTTP ${parsed.data.status}).`, { cause: error, retry });
}

const refusals: ReadonlySet<FaultCode> = new Set([
  "GITHUB_FORBIDDEN",
  "GITHUB_NOT_FOUND",
  "GITHUB_RATE_LIMITED",
  "GITHUB_REJECTED",
]);

/** GitHub said no, so that nothing was written. Any other failure leaves that open. */
export function wasRefused(error: unknown): boolean {
  return error instanceof Fault && refusals.has(error.code);
}

/** The HTTP status with which a request failed, also behind its Fault. */
export function httpStatusOf(error: unknown): number | undefined {
  return HttpError.safeParse(error instanceof Fault ? error.cause : error).data?.status;
}

function classOf(status: number, route: string): { code: FaultCode; retry: boolean; meaning: string } {
  if (status === 401) return { code: "GITHUB_FORBIDDEN", retry: true, meaning: "GitHub refused the app's token" };
  if (status === 403) {
    return { code: "GITHUB_FORBIDDEN", retry: false, meaning: `The installation lacks ${permissionFor(route)}` };
  }
  if (status === 404 || status === 410) return { code: "GITHUB_NOT_FOUND", retry: false, meaning: "Nothing was found" };
  if (status >= 500 || status === 408 || status === 0) {
    return { code: "GITHUB_UNAVAILABLE", retry: true, meaning: "GitHub had trouble" };
  }
  return { code: "GITHUB_REJECTED", retry: false, meaning: "GitHub rejected the request" };
}

/** The permissions of `app.yml` without which a route of ours is refused, by what is in its path. */
const permissions = [
  ["/actions/", "actions: read"],
  ["/check-runs", "checks: write"],
  ["/pulls", "pull_requests: read"],
  ["/issues", "issues: write"],
  ["/collaborators/", "metadata: read"],
  ["/contents/", "contents: read"],
  ["/attestations/", "attestations: read"],
  ["/releases", "contents: read"],
  ["/compare/", "contents: read"],
  ["/git/commits", "contents: read"],
] as const;

/** Source: docs.github.com, "Permissions required for GitHub Apps". */
function permissionFor(route: string): string {
  const found = permissions.find(([part]) => route.includes(part));
  return found === undefined ? "a permission that is needed" : `the permission ${found[1]}, which is needed`;
}
