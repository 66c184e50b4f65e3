import type { Caller } from "./access.ts";
import { Refusal } from "./refusal.ts";

/** Limits for one installation, or for the app itself. */
export interface Limits {
  /** GitHub: 5,000 requests an hour. */
  readonly requestsPerHour: number;
  /** GitHub: 900 points a minute; a read costs one, a write five. */
  readonly pointsPerMinute: number;
  /** GitHub: 100 requests at the same time. */
  readonly concurrent: number;
}

export const gitHubLimits: Limits = { requestsPerHour: 5000, pointsPerMinute: 900, concurrent: 100 };

const hourMs = 3_600_000;
const minuteMs = 60_000;

interface Usage {
  used: number;
  resetAt: number;
  points: number;
  minuteEndsAt: number;
  running: number;
}

export interface LimitMeter {
  /** Counts a request that begins. Throws GitHub's 403 when a limit is reached; call `end` in any case. */
  begin(caller: Caller, method: string, free: boolean): void;
  end(caller: Caller): void;
  /** `x-ratelimit-*` for this caller. */
  headers(caller: Caller): Readonly<Record<string, string>>;
  status(caller: Caller): {
    readonly limit: number;
    readonly used: number;
    readonly remaining: number;
    readonly reset: number;
  };
  /** As if this many requests of the hour were used up already. */
  spend(installationId: number, requests: number): void;
}

export function createLimitMeter(limits: Limits, clock: () => number): LimitMeter {
  const usages = new Map<string, Usage>();
  const usageOf = (key: string): Usage => {
    const now = clock();
    const usage = usages.get(key) ?? {
      used: 0,
      resetAt: now + hourMs,
      points: 0,
      minuteEndsAt: now + minuteMs,
      running: 0,
    };
    if (usage.resetAt <= now) Object.assign(usage, { used: 0, resetAt: now + hourMs });
    if (usage.minuteEndsAt <= now) Object.assign(usage, { points: 0, minuteEndsAt: now + minuteMs });
    usages.set(key, usage);
    return usage;
  };
  const status = (caller: Caller) => {
    const usage = usageOf(keyOf(caller));
    const used = Math.min(usage.used, limits.requestsPerHour);
    return {
      limit: limits.requestsPerHour,
      used,
      remaining: limits.requestsPerHour - used,
      reset: Math.ceil(usage.resetAt / 1000),
    };
  };
  return {
    begin(caller, method, free) {
      const usage = usageOf(keyOf(caller));
      usage.running += 1;
      if (free) return;
      if (usage.used >= limits.requestsPerHour)
        throw new Refusal(403, `API rate limit exceeded for ${nameOf(caller)}.`);
      usage.used += 1;
      usage.points += method === "GET" ? 1 : 5;
      if (usage.running > limits.concurrent) throw secondaryLimit(60);
      if (usage.points > limits.pointsPerMinute) {
        throw secondaryLimit(Math.max(1, Math.ceil((usage.minuteEndsAt - clock()) / 1000)));
      }
    },
    end(caller) {
      usageOf(keyOf(caller)).running -= 1;
    },
    headers(caller) {
      const { limit, used, remaining, reset } = status(caller);
      return {
        "x-ratelimit-limit": String(limit),
        "x-ratelimit-remaining": String(remaining),
        "x-ratelimit-reset": String(reset),
        "x-ratelimit-used": String(used),
        "x-ratelimit-resource": "core",
      };
    },
    status,
    spend(installationId, requests) {
      usageOf(`installation ${installationId}`).used += requests;
    },
  };
}

export function secondaryLimit(retryAfterSeconds: number): Refusal {
  return new Refusal(403, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.", {
    headers: { "retry-after": String(retryAfterSeconds) },
  });
}

function keyOf(caller: Caller): string {
  return caller.kind === "installation" ? `installation ${caller.installation.id}` : caller.kind;
}

function nameOf(caller: Caller): string {
  return caller.kind === "installation" ? `installation ID ${caller.installation.id}` : "this application";
}
