import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { initTUF } from "@sigstore/tuf";
import { z } from "zod";
import { trustRootOf } from "./roots/trust-root.ts";
import { wordsOf } from "./step-ended.ts";
import { embeddedRoots, type Instance, publicGoodMirror, type StoredRoot, type StoredRoots } from "./stored-root.ts";

/** Where an instance keeps its roots, as a repository of The Update Framework. */
export interface Mirror {
  readonly url: string;
  /** The first `root.json` that is trusted; undefined where the package brings one for this address. */
  readonly rootPath?: string;
}

export interface RefreshPlan {
  /** Where roots and the framework's own state are kept, by one process at a time. */
  readonly directory: string;
  readonly mirrors?: Readonly<Partial<Record<Instance, Mirror>>>;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly timeoutMs?: number;
}

export type RefreshOutcome =
  | { readonly instance: Instance; readonly kind: "refreshed" }
  /** The last good one stays. */
  | { readonly instance: Instance; readonly kind: "kept"; readonly because: string };

export const usualMirrors: Readonly<Record<Instance, Mirror>> = {
  "public-good": { url: publicGoodMirror },
  github: {
    url: "https://tuf-repo.github.com",
    rootPath: fileURLToPath(new URL("./roots/github-tuf-root.json", import.meta.url)),
  },
};

const instances: readonly Instance[] = ["public-good", "github"];
const defaultTimeoutMs = 10_000;
const target = "trusted_root.json";

/**
 * Fetches the newest roots, verified by The Update Framework, and keeps those that are whole. Touches the network, so it
 * belongs in a schedule and never in the way of a request. Never throws for what a mirror says or fails to say.
 */
export async function refreshRoots(plan: RefreshPlan): Promise<readonly RefreshOutcome[]> {
  return Promise.all(instances.map((instance) => refreshRoot(instance, plan)));
}

async function refreshRoot(instance: Instance, plan: RefreshPlan): Promise<RefreshOutcome> {
  try {
    const json = await fetchRoot(plan.mirrors?.[instance] ?? usualMirrors[instance], plan);
    // A root that cannot be used must not take the place of one that can.
    trustRootOf(instance, Buffer.from(json));
    keep(plan.directory, instance, { json: Buffer.from(json), fetchedAt: plan.now });
    return { instance, kind: "refreshed" };
  } catch (error) {
    return { instance, kind: "kept", because: chainOf(error) };
  }
}

async function fetchRoot(
  { url, rootPath }: Mirror,
  { directory, timeoutMs = defaultTimeoutMs }: RefreshPlan,
): Promise<string> {
  const client = await initTUF({
    mirrorURL: url,
    cachePath: join(directory, "tuf"),
    ...(rootPath === undefined ? {} : { rootPath }),
    retry: { retries: 1 },
    timeout: timeoutMs,
  });
  return client.getTarget(target);
}

/** What failed, and why: the package says the second in a cause alone. */
function chainOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? `: ${wordsOf(error.cause)}` : "";
  return `${wordsOf(error)}${cause}`;
}

const Kept = z.object({ fetchedAt: z.iso.datetime(), trustedRoot: z.string() });

function keep(directory: string, instance: Instance, { json, fetchedAt }: StoredRoot): void {
  mkdirSync(directory, { recursive: true });
  const text = JSON.stringify({
    fetchedAt: new Date(fetchedAt).toISOString(),
    trustedRoot: Buffer.from(json).toString("utf8"),
  });
  const [path, draft] = [pathOf(directory, instance), `${pathOf(directory, instance)}.${process.pid}.draft`];
  try {
    writeFileSync(draft, text);
    // Whoever reads sees the old one or the new one, and never a half.
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

function pathOf(directory: string, instance: Instance): string {
  return join(directory, `${instance}.json`);
}

/** The newest roots that are there: those of the directory, or those that ship where they are newer or it has none. */
export function keptRoots(directory: string): StoredRoots {
  const embedded = embeddedRoots();
  return {
    "public-good": newer(keptRoot(directory, "public-good"), embedded["public-good"]),
    github: newer(keptRoot(directory, "github"), embedded.github),
  };
}

function newer(kept: StoredRoot | undefined, embedded: StoredRoot): StoredRoot {
  return kept !== undefined && kept.fetchedAt >= embedded.fetchedAt ? kept : embedded;
}

/** Undefined when there is none, or when it is damaged. */
function keptRoot(directory: string, instance: Instance): StoredRoot | undefined {
  const path = pathOf(directory, instance);
  if (!existsSync(path)) return undefined;
  try {
    const { fetchedAt, trustedRoot } = Kept.parse(JSON.parse(readFileSync(path, "utf8")));
    trustRootOf(instance, Buffer.from(trustedRoot));
    return { json: Buffer.from(trustedRoot), fetchedAt: Date.parse(fetchedAt) };
  } catch {
    // What ships is older and whole, and its age shows.
    return undefined;
  }
}
