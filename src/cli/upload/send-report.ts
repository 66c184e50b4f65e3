import { openAsBlob } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { JobToken } from "./job-token.ts";

/** What the server said, or that nobody did. */
export type Sent =
  | { readonly outcome: "stored" | "superseded"; readonly said: z.infer<typeof Accepted> }
  | {
      readonly outcome: "refused" | "unreachable";
      readonly error: string;
      readonly what: string;
      readonly fix: string;
    };

/** Fields that this version does not know are left out. */
export const Accepted = z.object({
  outcome: z.enum(["stored", "superseded"]),
  commit: z.string(),
  flag: z.string(),
  name: z.string(),
  ofBranch: z.boolean(),
  counts: z.record(z.string(), z.number()),
});
const Refused = z.object({ error: z.string(), what: z.string(), fix: z.string() });

export interface SendOptions {
  readonly url: URL;
  /** On this machine. */
  readonly file: string;
  readonly token: JobToken;
  /** How long to wait before each further attempt, in milliseconds. */
  readonly pausesMs: readonly number[];
  readonly onPause: (why: string, ms: number) => void;
}

const timeoutMs = 6 * 60_000;
/** A server that asks for more is not waited for so long: a job costs money. */
const longestPauseMs = 60_000;

type Attempt = Sent | { readonly outcome: "again"; readonly why: string; readonly afterMs: number };

/** Sends one report, again when that may help, each time with a new token. */
export async function sendReport(options: SendOptions): Promise<Sent> {
  let why = "";
  for (const pauseMs of [...options.pausesMs, undefined]) {
    const attempt = await attemptToSend(options);
    if (attempt.outcome !== "again") return attempt;
    ({ why } = attempt);
    if (pauseMs === undefined) break;
    const ms = Math.min(longestPauseMs, Math.max(pauseMs, attempt.afterMs));
    options.onPause(why, ms);
    await sleep(ms);
  }
  return {
    outcome: "unreachable",
    error: "unreachable",
    what: why,
    fix: "Run the job again, or ask whoever runs the server.",
  };
}

async function attemptToSend({ url, file, token }: SendOptions): Promise<Attempt> {
  const body = await openAsBlob(file);
  let response: Response;
  try {
    response = await fetch(url, {
      method: "PUT",
      headers: { authorization: `Bearer ${await token()}`, "content-type": "application/octet-stream" },
      body,
      // The token is for this server and no other.
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    return { outcome: "again", why: wordsOf(error), afterMs: 0 };
  }
  const said: unknown = await response.json().catch(() => undefined);
  const accepted = response.ok ? Accepted.safeParse(said).data : undefined;
  if (accepted !== undefined) return { outcome: accepted.outcome, said: accepted };
  const refused = Refused.safeParse(said).data;
  if (response.status >= 500 || response.status === 429) {
    const afterMs = Number(response.headers.get("retry-after") ?? 0) * 1000;
    const why = refused?.what ?? `The server had trouble (HTTP ${response.status}).`;
    return { outcome: "again", why, afterMs: Number.isFinite(afterMs) ? afterMs : 0 };
  }
  return { outcome: "refused", ...(refused ?? notLanekeeper(response.status)) };
}

function notLanekeeper(status: number) {
  return {
    error: "unknown-answer",
    what: `No Lanekeeper answers at this address (HTTP ${status}).`,
    fix: "Check --server: it is the address of the server alone, without a path.",
  };
}

/** `fetch` hides the reason in its cause. */
function wordsOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code: unknown = typeof cause === "object" && cause !== null ? Reflect.get(cause, "code") : undefined;
  if (typeof code === "string") return `The server cannot be reached (${code}).`;
  return error instanceof Error ? error.message : "The server cannot be reached.";
}
