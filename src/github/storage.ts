import { Fault } from "../core/fault.ts";

/** Where GitHub's API says that something is, and the address that answered so. */
export interface Redirect {
  readonly location: string;
  readonly from: string;
}

const mostRedirects = 3;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const secondMs = 1_000;
const pauseMs = 60 * secondMs;
const longestPauseMs = 60 * pauseMs;

/**
 * Opens what is there, without any token. Redirects are followed by hand, each to an address that is
 * allowed: https, or loopback where GitHub's API itself is on loopback. The time limit holds until the body has ended.
 * Throws GITHUB_UNAVAILABLE, or GITHUB_RATE_LIMITED where the storage names a time.
 */
export async function openStorage(redirect: Redirect, timeoutMs: number): Promise<Response> {
  const onLoopback = isLoopback(new URL(redirect.from));
  const signal = AbortSignal.timeout(timeoutMs);
  let { location, from } = redirect;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const url = addressOf(location, from, onLoopback);
    const response = await ask(url, signal);
    if (response.status === 200) return response;
    await response.body?.cancel();
    const next = response.headers.get("location");
    if (!redirects.has(response.status) || next === null) throw refusalOf(response);
    location = next;
    from = url.href;
  }
  throw storageTrouble(`redirected more than ${mostRedirects} times`);
}

/** Trouble that may pass. What is said holds no address: it is signed, and opens what is there to whoever has it. */
export function storageTrouble(what: string, cause?: unknown): Fault {
  const timedOut = typeof cause === "object" && cause !== null && "name" in cause && cause.name === "TimeoutError";
  const said = timedOut ? "took longer than its time limit" : what;
  return new Fault("GITHUB_UNAVAILABLE", `GitHub's storage ${said}.`, { cause, retry: true });
}

async function ask(url: URL, signal: AbortSignal): Promise<Response> {
  try {
    // Sent as it is stored, so that the bytes that are counted are the bytes that are kept.
    return await fetch(url, { redirect: "manual", headers: { "accept-encoding": "identity" }, signal });
  } catch (cause) {
    throw storageTrouble("did not answer", cause);
  }
}

function addressOf(location: string, from: string, onLoopback: boolean): URL {
  if (URL.canParse(location, from)) {
    const url = new URL(location, from);
    const allowed = isLoopback(url) ? onLoopback : url.protocol === "https:";
    if (allowed && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "") return url;
  }
  throw new Fault(
    "GITHUB_UNAVAILABLE",
    "GitHub names an address for a download that is not https, so nothing was asked there.",
    { retry: true },
  );
}

function isLoopback({ hostname }: URL): boolean {
  return /(^|\.)localhost\.?$|^127\.|^\[::1\]$/.test(hostname);
}

/** A link that ended too early is refused with 403; the next attempt gets a new one. */
function refusalOf({ status, headers }: Response): Fault {
  const wait = Number(headers.get("retry-after"));
  if (status !== 429 && !(status === 503 && wait > 0)) return storageTrouble(`answered with HTTP ${status}`);
  const ms = wait > 0 ? Math.min(wait * secondMs, longestPauseMs) : pauseMs;
  const message = `GitHub's storage asks for a pause (HTTP ${status}).`;
  return new Fault("GITHUB_RATE_LIMITED", message, { retry: true, retryAt: Date.now() + ms });
}
