import { setTimeout as sleep } from "node:timers/promises";
import type { Claim } from "../core/queue.ts";
import type { Services } from "./services.ts";
import { workOn } from "./work.ts";

const pollMs = 500;

export interface Workers {
  /** Something may be ready: look now instead of at the next poll. */
  wake(): void;
  /** Claims nothing more, waits for what is under way, and after that time gives the rest back to the queue. */
  stop(patienceMs: number): Promise<void>;
}

/** Starts that many workers; each takes one target at a time. The polls are for what other processes have put in. */
export function startWorkers(services: Services, count: number): Workers {
  const bell = createBell();
  const held = new Set<Claim>();
  let stopping = false;
  const loop = async (): Promise<void> => {
    while (!stopping) {
      const worked = await takeOne(services, held);
      if (!worked && !stopping) await bell.wait(pollMs);
    }
  };
  const running = Promise.all(Array.from({ length: count }, loop));
  return {
    wake: bell.ring,
    async stop(patienceMs) {
      stopping = true;
      bell.ring();
      await withPatience(running, patienceMs);
      // Whoever still works finds the lease gone before it publishes; another process goes on with the target.
      for (const claim of held) await services.queue.release(claim, services.clock(), undefined);
    },
  };
}

/** Waits for the work, but not longer than this. */
export async function withPatience(work: Promise<unknown>, patienceMs: number): Promise<void> {
  const over = new AbortController();
  await Promise.race([work, sleep(patienceMs, undefined, { signal: over.signal }).catch(() => undefined)]);
  over.abort();
}

/** False when there was nothing to do, or when the database did not answer: both mean wait. */
async function takeOne(services: Services, held: Set<Claim>): Promise<boolean> {
  try {
    const claim = await services.queue.claim(services.clock(), services.settings.leaseMs);
    if (claim === undefined) return false;
    held.add(claim);
    await workOn(services, claim).finally(() => held.delete(claim));
    return true;
  } catch (error) {
    services.log.error({ err: error }, "a worker could not reach the database");
    return false;
  }
}

/** Wakes all who wait, or the next one who would have waited. */
function createBell() {
  let waiting: (() => void)[] = [];
  let rung = false;
  return {
    ring(): void {
      rung = waiting.length === 0;
      const all = waiting;
      waiting = [];
      for (const wakeUp of all) wakeUp();
    },
    wait(ms: number): Promise<void> {
      if (rung) {
        rung = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
  };
}
