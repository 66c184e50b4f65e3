import { Fault } from "../core/fault.ts";
import type { Delivery } from "../core/queue.ts";
import type { Octokit } from "../github/client.ts";
import { type DeliveryAttempt, listDeliveries, readDelivery } from "../github/deliveries.ts";
import { handledEvents } from "../github/events.ts";
import { listInstallations } from "../github/installations.ts";
import type { Router } from "./lanekeeper.ts";
import type { Services } from "./services.ts";

/** GitHub keeps deliveries for three days. Source: docs.github.com, "Redelivering webhooks". */
const keptMs = 3 * 24 * 60 * 60_000;
/** Looked at again each time: a delivery can be listed late. */
const overlapMs = 15 * 60_000;
const cursorName = "recover.deliveries-until";

export interface Recovered {
  readonly deliveries: number;
  readonly installations: number;
}

/**
 * Takes in what the webhooks did not bring: deliveries that failed or never arrived, straight from GitHub's log, and
 * a sweep of every installation for open pull requests without our completed run.
 */
export async function recover(services: Services, router: Router): Promise<Recovered> {
  const [deliveries] = await Promise.allSettled([recoverDeliveries(services, router)]);
  const octokit = await services.probot.auth();
  const installations = await listInstallations(octokit);
  if (!installations.complete) services.log.warn("the list of installations was cut short; the next sweep goes on");
  const notBefore = services.clock();
  await services.queue.wish(
    installations.items.map((installationId) => ({ target: { kind: "installation", installationId }, notBefore })),
  );
  services.wake();
  // The sweeps find what the log of deliveries could not tell.
  if (deliveries.status === "rejected") throw deliveries.reason;
  return { deliveries: deliveries.value, installations: installations.items.length };
}

async function recoverDeliveries(services: Services, router: Router): Promise<number> {
  const startedAt = services.clock();
  const cursor = Number((await services.store.readValue(cursorName)) ?? 0);
  const since = Math.max(cursor - overlapMs, startedAt - keptMs);
  const octokit = await services.probot.auth();
  const listing = await listDeliveries(octokit, since);
  const missed = await missedDeliveries(services, listing.items);
  for (const attempt of missed) {
    const read = await readUnlessGone(services, octokit, attempt);
    if (read === undefined) continue;
    const { event, payload } = read;
    const wishes = await wishesOfMissed(services, router, attempt.guid, event, payload);
    const delivery: Delivery = { guid: attempt.guid, event, receivedAt: services.clock(), wishes };
    await services.queue.accept([delivery]);
  }
  services.metrics.recoveredDeliveries.inc(missed.length);
  if (missed.length > 0) services.log.warn({ found: missed.length }, "deliveries were missed and have been taken in");
  // A list that was cut short is read again from the same place.
  if (listing.complete) await services.store.writeValue(cursorName, String(startedAt));
  return missed.length;
}

/** GitHub forgets deliveries after a while; one that it lists and no longer has must not keep the others. */
async function readUnlessGone(services: Services, octokit: Octokit, attempt: DeliveryAttempt) {
  try {
    return await readDelivery(octokit, attempt.id);
  } catch (error) {
    if (!(error instanceof Fault) || error.retry) throw error;
    services.log.error({ guid: attempt.guid, event: attempt.event, error: error.message }, "a delivery cannot be had");
    return undefined;
  }
}

const handledNames = new Set(handledEvents.map((event) => event.split(".")[0]));

/** One attempt for every guid that was never answered well and is not stored, oldest first. */
async function missedDeliveries(
  services: Services,
  attempts: readonly DeliveryAttempt[],
): Promise<readonly DeliveryAttempt[]> {
  const answered = new Set(attempts.filter(({ succeeded }) => succeeded).map(({ guid }) => guid));
  const open = attempts.filter(({ guid, event }) => !answered.has(guid) && handledNames.has(event));
  const known = await services.queue.known(open.map(({ guid }) => guid));
  const byGuid = new Map(open.filter(({ guid }) => !known.has(guid)).map((attempt) => [attempt.guid, attempt]));
  return [...byGuid.values()].toSorted((a, b) => a.deliveredAt - b.deliveredAt);
}

/** A payload that we cannot read wishes nothing; it is stored as known, so that it is not fetched for ever. */
async function wishesOfMissed(services: Services, router: Router, guid: string, event: string, payload: unknown) {
  if (typeof payload !== "object" || payload === null) return [];
  try {
    return await router(event, guid, payload, services.clock());
  } catch {
    services.log.error({ guid, event }, "a missed delivery could not be read; it is skipped");
    return [];
  }
}
