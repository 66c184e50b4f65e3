import { join, resolve } from "node:path";
import { Fault } from "../core/fault.ts";
import type { Branch } from "../core/history.ts";
import { type GitDirectory, gitDirectory } from "./clone.ts";
import { ensureMirror, exists, packFiles, removeLeftovers, removeMirror, removePackFiles } from "./mirror-directory.ts";
import { checkWant, type FetchOptions, fetchInto, knownCommits, type Want } from "./mirror-fetch.ts";
import { openMirrorLock } from "./mirror-lock.ts";
import { checkSize, keepTidy, type MirrorRoom } from "./mirror-room.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { listRemoteBranches } from "./remote-branches.ts";

export interface MirrorOptions extends MirrorRoom {
  /** A directory of a local disk that belongs to Lanekeeper. */
  readonly root: string;
  /** `https` unless told otherwise. */
  readonly allowedProtocols?: readonly ("https" | "http")[];
}

export interface MirrorAccess {
  readonly repositoryId: number;
  /** Without user name and password. */
  readonly url: string;
  readonly token?: string;
}

interface FetchRequest extends MirrorAccess {
  readonly wants: readonly Want[];
}

/** A mirror that has what was wanted. */
export interface FetchedMirror extends GitDirectory {
  /** The commits of the wants, in their order. */
  readonly commits: readonly string[];
}

/** Bare mirrors of repositories on the server, one a repository id, so that renames and transfers keep theirs. */
export interface Mirrors {
  /**
   * Brings what is wanted into the mirror. Commits by id that are there already cost no request. Throws
   * UNKNOWN_REVISION, REPOSITORY_TOO_LARGE, GITHUB_FORBIDDEN, GITHUB_NOT_FOUND, GITHUB_UNAVAILABLE, GIT_TIMED_OUT.
   */
  fetch(request: FetchRequest): Promise<FetchedMirror>;
  /** The branches that the repository has now. Nothing is fetched. Throws as `fetch` does. */
  branches(access: MirrorAccess): Promise<readonly Branch[]>;
  /** Deletes the mirror. */
  forget(repositoryId: number): Promise<void>;
  close(): void;
}

export function openMirrors(options: MirrorOptions): Mirrors {
  const root = resolve(options.root);
  const lock = openMirrorLock(root);
  const fetches = oneAtATime<FetchedMirror>();
  const directoryOf = (repositoryId: number) => join(root, `${repositoryId}.git`);
  const alone = <T>(repositoryId: number, work: (directory: string) => Promise<T>) =>
    lock.holding(String(repositoryId), options.fetchTimeoutMs, () => work(directoryOf(repositoryId)));

  return {
    async fetch(request) {
      checkRequest(request, options);
      const name = String(request.repositoryId);
      const known = await alreadyThere(directoryOf(request.repositoryId), request.wants);
      if (known !== undefined) return known;
      // Requests for the same that have not begun share one fetch.
      const sharing = JSON.stringify([request.url, request.wants]);
      return fetches.run(name, sharing, () =>
        alone(request.repositoryId, (directory) => bring(directory, request, options)),
      );
    },
    async branches(access) {
      checkAccess(access, options);
      const { repositoryId, url, token } = access;
      const asked = { url, token, protocols: protocolsOf(options), timeoutMs: options.fetchTimeoutMs };
      return alone(repositoryId, async (directory) => {
        await ensureMirror(directory);
        return listRemoteBranches(directory, asked);
      });
    },
    forget: (repositoryId) => alone(repositoryId, removeMirror),
    close: () => lock.close(),
  };
}

/** The mirror, when every want is a commit that one of its refs holds. */
async function alreadyThere(directory: string, wants: readonly Want[]): Promise<FetchedMirror | undefined> {
  if (wants.some((want) => "ref" in want) || !(await exists(directory))) return undefined;
  return fetched(directory, wants);
}

async function bring(directory: string, request: FetchRequest, options: MirrorOptions): Promise<FetchedMirror> {
  await ensureMirror(directory);
  const fetchOptions: FetchOptions = {
    url: request.url,
    token: request.token,
    protocols: protocolsOf(options),
    maxBytes: options.maxBytes,
    timeoutMs: options.fetchTimeoutMs,
  };
  await keepTidy(directory, options);
  const before = await packFiles(directory);
  try {
    await fetchInto(directory, request.wants, fetchOptions);
  } catch (cause) {
    // Its pack may have been finished just before the fetch was stopped.
    if (isTooLarge(cause)) await removePackFiles(directory, { except: before });
    // Left by this fetch, or by one that was killed with its process and now stands in the way.
    const leftovers = await removeLeftovers(directory);
    if (leftovers === 0 || !(cause instanceof Fault) || cause.code !== "GIT_FAILED") throw cause;
    await fetchInto(directory, request.wants, fetchOptions);
  }
  await checkSize(directory, options);
  const mirror = await fetched(directory, request.wants);
  if (mirror !== undefined) return mirror;
  throw new Fault("UNKNOWN_REVISION", "What was fetched is not a commit.", { retry: false });
}

function isTooLarge(cause: unknown): boolean {
  return cause instanceof Fault && cause.code === "REPOSITORY_TOO_LARGE";
}

async function fetched(directory: string, wants: readonly Want[]): Promise<FetchedMirror | undefined> {
  const commits = (await knownCommits(directory, wants)).filter((commit) => commit !== undefined);
  if (commits.length < wants.length) return undefined;
  const git = await gitDirectory({ ...whole, gitDir: directory, commonDir: directory });
  return { ...git, commits };
}

/** A mirror has the whole history and all files. */
const whole = { objectFormat: "sha1", shallow: false, partial: false } as const;

function protocolsOf({ allowedProtocols }: MirrorOptions): readonly string[] {
  return allowedProtocols ?? ["https"];
}

function checkRequest(request: FetchRequest, options: MirrorOptions): void {
  checkAccess(request, options);
  for (const want of request.wants) checkWant(want);
}

function checkAccess(access: MirrorAccess, options: MirrorOptions): void {
  const allowed = protocolsOf(options);
  const url = URL.canParse(access.url) ? new URL(access.url) : undefined;
  const protocol = url?.protocol.slice(0, -1);
  if (url === undefined || !allowed.some((name) => name === protocol) || url.username !== "" || url.password !== "") {
    throw new Fault("GIT_FAILED", `The address of a repository must be a plain ${allowed.join(" or ")} URL.`, {
      retry: false,
    });
  }
  if (!Number.isSafeInteger(access.repositoryId) || access.repositoryId <= 0) {
    throw new Fault("GIT_FAILED", "The id of a repository must be a positive whole number.", { retry: false });
  }
}
