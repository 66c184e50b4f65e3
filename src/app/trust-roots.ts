import type { Logger } from "pino";
import { type MirrorLock, openMirrorLock } from "../git/mirror-lock.ts";
import { mirrorAt } from "../sigstore/mirror-at.ts";
import { keptRoots, refreshRoots } from "../sigstore/refresh-roots.ts";
import type { StoredRoots } from "../sigstore/stored-root.ts";
import type { TrustRootSettings } from "./environment.ts";
import { everySoOften } from "./every-so-often.ts";

export interface TrustRootOptions {
  readonly settings: TrustRootSettings;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly log: Logger;
  readonly refresh?: typeof refreshRoots;
}

/** The trust roots of the Sigstore instances: the last good ones, whatever becomes of newer ones. */
export interface TrustRoots {
  current(): StoredRoots;
  /** Fetches newer ones when those that are there have not been asked for within a day. Never throws. */
  refresh(): Promise<void>;
  close(): void;
}

const dayMs = 24 * 60 * 60_000;
/** What failed is tried again within the day. */
const lookEveryMs = 60 * 60_000;
/** Two instances, and what a slow mirror takes. */
const lockWaitMs = 2 * 60_000;

/** Opens the directory in which roots are kept; it may be there already, and belong to several processes. */
export function openTrustRoots({ settings, clock, log, refresh = refreshRoots }: TrustRootOptions): TrustRoots {
  const { directory } = settings;
  let roots = keptRoots(directory);
  const isDue = () => Object.values(roots).some(({ fetchedAt }) => clock() - fetchedAt >= dayMs);
  let lock: MirrorLock | undefined;

  async function refreshAlone(): Promise<void> {
    // Another process may have done it while this one waited.
    roots = keptRoots(directory);
    if (!isDue()) return;
    const mirrors = {
      "public-good": mirrorAt("public-good", settings.mirrors["public-good"], directory),
      github: mirrorAt("github", settings.mirrors.github, directory),
    };
    for (const outcome of await refresh({ directory, mirrors, now: clock() })) {
      const { instance } = outcome;
      if (outcome.kind === "refreshed") log.info({ instance }, "the trust root is the newest");
      else
        log.warn({ instance, because: outcome.because }, "the trust root cannot be refreshed; the last good one stays");
    }
    roots = keptRoots(directory);
  }

  return {
    current: () => roots,
    async refresh() {
      if (!settings.refresh || !isDue()) return;
      try {
        lock ??= openMirrorLock(directory);
        await lock.holding("trust-roots", lockWaitMs, refreshAlone);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        log.warn({ error: message }, "trust roots cannot be kept; the last good ones stay");
      }
    },
    close: () => lock?.close(),
  };
}

/** Looks at once and then every hour; returns how to stop it. */
export function keepRefreshed(roots: TrustRoots): () => Promise<void> {
  let running = roots.refresh();
  const stop = everySoOften(lookEveryMs, () => {
    running = roots.refresh();
    return running;
  });
  return () => {
    stop();
    return running;
  };
}
