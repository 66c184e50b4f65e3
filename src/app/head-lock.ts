import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Fault } from "../core/fault.ts";
import type { ReportStore } from "../core/store.ts";
import { everySoOften } from "./every-so-often.ts";
import type { Services } from "./services.ts";

interface Locking extends Pick<Services, "clock"> {
  readonly store: Pick<ReportStore, "lockHead" | "unlockHead">;
  readonly settings: Pick<Services["settings"], "leaseMs">;
}

/** Works alone on what is published about a head commit, over all processes. Throws the Fault LEASE_LOST. */
export async function withHeadLock(
  services: Locking,
  repositoryId: number,
  headSha: string,
  work: () => Promise<void>,
): Promise<void> {
  const { leaseMs } = services.settings;
  const holder = randomUUID();
  const lock = (now: number) => services.store.lockHead(repositoryId, headSha, holder, now, now + leaseMs);
  // Longer than a publisher that died holds the lock.
  const giveUpAt = services.clock() + 2 * leaseMs;
  while (!(await lock(services.clock()))) {
    if (services.clock() > giveUpAt) {
      throw new Fault("LEASE_LOST", "Another worker is publishing this commit.", { retry: true });
    }
    await sleep(lockPollMs);
  }
  const stopRenewing = everySoOften(leaseMs / 3, async () => {
    await lock(services.clock());
  });
  try {
    await work();
  } finally {
    stopRenewing();
    await services.store.unlockHead(repositoryId, headSha, holder);
  }
}

const lockPollMs = 50;

/**
 * Everything about this head has to be sent again, as after a re-run request. A publication under way is waited for: else it
 * would write down afterwards what it has sent before, and GitHub would wait for ever for checks that it has set back.
 */
export async function markUnpublished(
  services: Locking & { readonly store: Pick<ReportStore, "markUnpublished"> },
  repositoryId: number,
  headSha: string,
): Promise<void> {
  await withHeadLock(services, repositoryId, headSha, () => services.store.markUnpublished(repositoryId, headSha));
}
