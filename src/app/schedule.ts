import type { Router } from "./lanekeeper.ts";
import { wishOverdue } from "./leases/settle-leases.ts";
import { recover } from "./recover.ts";
import type { Services } from "./services.ts";
import { withPatience } from "./workers.ts";

const reviveAfterMs = 60 * 60_000;
const dayMs = 24 * 60 * 60_000;
/** GitHub redelivers for three days; a known id must outlive that. */
const keepDeliveriesMs = 14 * dayMs;
/** Merge bases of long-lived branches are some weeks old; what a comparison needs is younger. */
const keepEvidenceMs = 180 * dayMs;
/** GitHub keeps checks for 400 days. */
const keepReportsMs = 400 * dayMs;

/** Recovers on start and then on schedule; old rows are pruned on the same beat. Returns how to stop it. */
export function startSchedule(services: Services, router: Router): { stop(patienceMs: number): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  const beat = () => {
    running = sweepOnce(services, router).finally(() => {
      if (stopped) return;
      timer = setTimeout(beat, services.settings.sweepEveryMs);
      timer.unref();
    });
  };
  beat();
  return {
    stop(patienceMs) {
      stopped = true;
      clearTimeout(timer);
      return withPatience(running, patienceMs);
    },
  };
}

/** What killed a target may be over: an outage of the network, a disk that was full, a limit that was raised. */
async function reviveDeadLetters(services: Services, now: number): Promise<void> {
  const letters = await services.queue.deadLetters();
  const rested = letters.filter(({ diedAt }) => diedAt < now - reviveAfterMs);
  await services.queue.wish(rested.map(({ target }) => ({ target, notBefore: now })));
  if (rested.length > 0) services.log.info({ targets: rested.length }, "dead letters are tried again");
}

/** A failed sweep is logged and tried again at the next beat; the cursor moves only when it succeeded. */
async function sweepOnce(services: Services, router: Router): Promise<void> {
  const now = services.clock();
  const steps = [
    async () => services.log.info(await recover(services, router), "recovery looked for what was missed"),
    () => reviveDeadLetters(services, now),
    () => services.queue.prune(now - keepDeliveriesMs),
    () => services.store.pruneReports(now - keepReportsMs),
    () => services.evidence.pruneEvidence(now - keepEvidenceMs),
    () => services.spentTokens.prune(now),
    () => wishOverdue(services),
    () => services.leases.pruneCommands(now - keepDeliveriesMs),
  ];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      // One that fails must not keep the others from their work.
      const message = error instanceof Error ? error.message : String(error);
      services.log.error({ error: message }, "recovery failed; it is tried again on schedule");
    }
  }
}
