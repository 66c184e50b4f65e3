import { createHash } from "node:crypto";
import { Fault } from "../core/fault.ts";
import { classifyFetchFailure } from "../formats/git/fetch-failure.ts";
import { firstComplaint } from "./complaint.ts";
import { type GitResult, runGit, runGitOrFail } from "./git.ts";
import { packSizes } from "./mirror-directory.ts";

/** A ref of the other side by its full name, such as `refs/pull/7/head`, or a commit by its id. */
export type Want = { readonly ref: string } | { readonly sha: string };

export interface FetchOptions {
  readonly url: string;
  readonly token: string | undefined;
  readonly protocols: readonly string[];
  readonly maxBytes: number;
  readonly timeoutMs: number;
}

const nothing = { packs: 0, bytes: 0 };

/** How often the size of what has arrived is looked at. */
const measureEveryMs = 100;

export const fetchConfiguration = [
  // Everything arrives as one pack, whose size can be watched and which is complete or absent.
  "fetch.unpackLimit=1",
  "fetch.writeCommitGraph=false",
  "core.logAllRefUpdates=false",
  // A redirect could carry the token to another host.
  "http.followRedirects=false",
  "http.lowSpeedLimit=1000",
  "http.lowSpeedTime=60",
  "protocol.version=2",
];

/**
 * Where the mirror keeps what was wanted. The name is a digest, so that no branch name of another person is a path of
 * ours, and branches that come and go never collide as directory and file.
 */
function mirrorRef(want: Want): string {
  const name = "ref" in want ? want.ref : want.sha;
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 40);
  return name.startsWith("refs/heads/") ? `refs/lanekeeper/branch/${digest}` : `refs/lanekeeper/passing/${digest}`;
}

/** A full ref name or id that is safe to send; throws UNKNOWN_REVISION for anything else. */
export function checkWant(want: Want): void {
  const name = "ref" in want ? want.ref : want.sha;
  const valid = "ref" in want ? isFullRef(name) : /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(name);
  if (!valid) throw unknown(`${JSON.stringify(name.slice(0, 200))} is neither a full ref name nor a commit id.`);
}

/** Fetches into the mirror; throws when anything wanted cannot be had, and then no ref has moved. */
export async function fetchInto(gitDir: string, wants: readonly Want[], options: FetchOptions): Promise<void> {
  const refspecs = wants.map((want) => `+${"ref" in want ? want.ref : want.sha}:${mirrorRef(want)}`);
  const quiet = ["--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--no-auto-maintenance"];
  const measure = measuring(gitDir, options.maxBytes);
  try {
    const result = await runGit({
      args: ["fetch", ...quiet, "--force", "--no-show-forced-updates", "--end-of-options", options.url, ...refspecs],
      gitDir,
      configuration: fetchConfiguration,
      protocols: options.protocols,
      timeoutMs: options.timeoutMs,
      signal: measure.signal,
      ...(options.token === undefined ? {} : { credential: { username: "x-access-token", password: options.token } }),
    });
    if (measure.signal.aborted) throw tooLarge(measure.largest(), options.maxBytes);
    if (result.exitCode !== 0) throw fetchFault(result);
  } finally {
    measure.end();
  }
}

/** The commits that the mirror has for these wants, in their order; undefined where it has none. */
export async function knownCommits(gitDir: string, wants: readonly Want[]): Promise<readonly (string | undefined)[]> {
  const input = Buffer.from(wants.map((want) => `${mirrorRef(want)}^{commit}\n`).join(""), "latin1");
  const { stdout } = await runGitOrFail({ args: ["cat-file", "--batch-check=%(objectname)"], gitDir, input });
  const lines = stdout.toString("latin1").split("\n");
  return wants.map((_, index) => lines[index]).map((line) => (/^[0-9a-f]{40,64}$/.test(line ?? "") ? line : undefined));
}

/** Looks at the mirror's size while a fetch runs and aborts when it has grown too large. */
function measuring(gitDir: string, maxBytes: number) {
  const controller = new AbortController();
  let largest = 0;
  let busy = false;
  const timer = setInterval(async () => {
    if (busy) return;
    busy = true;
    // A failed look is no reason to fail: the next one is near, and the end is checked again.
    largest = Math.max(largest, (await packSizes(gitDir).catch(() => nothing)).bytes);
    if (largest > maxBytes) controller.abort();
    busy = false;
  }, measureEveryMs);
  return { signal: controller.signal, largest: () => largest, end: () => clearInterval(timer) };
}

/** What `git check-ref-format` demands, as far as it matters here, and nothing with a meaning in a refspec. */
function isFullRef(name: string): boolean {
  if (name.length > 1_000 || !name.startsWith("refs/") || name.endsWith("/") || name.endsWith(".")) return false;
  return !/\.\.|\/\/|@\{|\/\.|\.lock(\/|$)|[\s:?*[\\^~]|\p{Cc}/u.test(name);
}

export function tooLarge(bytes: number, maxBytes: number): Fault {
  const sizes = `${megabytes(bytes)} MB have arrived, and a mirror may have ${megabytes(maxBytes)} MB`;
  return new Fault("REPOSITORY_TOO_LARGE", `The repository is too large to mirror: ${sizes}.`, { retry: false });
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}

/** Why git did not get what it asked the other side for. */
export function fetchFault(result: GitResult): Fault {
  const said = firstComplaint(result.stderr);
  switch (classifyFetchFailure(result.stderr)) {
    case "revision-not-found":
      // GitHub's git may know a new head a moment later than its API.
      return new Fault("UNKNOWN_REVISION", `The repository does not have what was asked for: ${said}.`, {
        retry: true,
      });
    case "forbidden":
      return new Fault("GITHUB_FORBIDDEN", `GitHub did not let git read the repository: ${said}.`, { retry: true });
    case "rate-limited":
      return new Fault("GITHUB_RATE_LIMITED", `GitHub asked git to slow down: ${said}.`, { retry: true });
    case "repository-not-found":
      return new Fault("GITHUB_NOT_FOUND", `The repository cannot be found at its address: ${said}.`, { retry: false });
    case "unavailable":
      return new Fault("GITHUB_UNAVAILABLE", `git could not reach the repository: ${said}.`, { retry: true });
    case "other":
      return new Fault("GIT_FAILED", `git fetch failed with exit code ${result.exitCode}: ${said}.`, { retry: true });
  }
}

function unknown(message: string): Fault {
  return new Fault("UNKNOWN_REVISION", message, { retry: false });
}
