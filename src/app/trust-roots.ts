import type { Logger } from "pino";
import type { Instance, StoredRoot, StoredRoots } from "../sigstore/stored-root.ts";

export interface TrustRootOptions {
  /** Those that ship: what counts until newer ones are there. */
  readonly shipped: StoredRoots;
  /** Fetches the root of an instance and checks all of it. An instance that is left out keeps what ships. */
  readonly refresh: Readonly<Partial<Record<Instance, () => Promise<StoredRoot>>>>;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly log: Logger;
}

/** The trust roots of the Sigstore instances as they are now. */
export interface TrustRoots {
  current(): StoredRoots;
  /** Asks for every root that was not asked for with success within a day. Never throws: a root that cannot be had anew stays. */
  refresh(): Promise<void>;
}

/** Roots may change twice a year; what TUF signs for has to be looked at within a week. */
const refreshAfterMs = 24 * 60 * 60_000;

/** Keeps the last good root of each instance. Nothing that goes wrong on the way to a newer one takes it away. */
export function trustRoots({ shipped, refresh, clock, log }: TrustRootOptions): TrustRoots {
  const refreshed = new Map<Instance, StoredRoot>();
  const succeededAt = new Map<Instance, number>();
  const bring = async (instance: Instance, ask: () => Promise<StoredRoot>): Promise<void> => {
    const before = succeededAt.get(instance);
    if (before !== undefined && clock() - before < refreshAfterMs) return;
    try {
      refreshed.set(instance, await ask());
      succeededAt.set(instance, clock());
      log.info({ instance }, "the trust root is refreshed");
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      log.warn({ instance, error: message }, "the trust root could not be refreshed; the last good one counts");
    }
  };
  return {
    current: () => ({ ...shipped, ...Object.fromEntries(refreshed) }),
    async refresh() {
      for (const instance of ["public-good", "github"] as const) {
        const ask = refresh[instance];
        if (ask !== undefined) await bring(instance, ask);
      }
    },
  };
}
