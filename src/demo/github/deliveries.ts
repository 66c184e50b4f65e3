import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { createFate, type DeliveryFaults, type Fate } from "./delivery-faults.ts";
import type { DeliveryAttempt, Webhook } from "./delivery-log.ts";
import type { AppRegistration } from "./world.ts";

/** GitHub gives up after ten seconds, and never tries again by itself. */
const timeoutMs = 10_000;
/** GitHub sends nothing larger than 25 MB. */
const maxPayloadBytes = 25 * 1024 * 1024;

export interface Deliveries {
  /** Every attempt, oldest first. */
  readonly log: readonly DeliveryAttempt[];
  /** Where webhooks go. Until it is set they fail. */
  connect(url: string | undefined): void;
  setFaults(faults: DeliveryFaults): void;
  send(webhook: Webhook): void;
  /** Sends a logged delivery again, with the same guid; undefined when there is no such delivery. */
  redeliver(id: number): Promise<DeliveryAttempt> | undefined;
  /** Resolves when no delivery is under way. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export function createDeliveries(app: AppRegistration, clock: () => number, nextId: () => number): Deliveries {
  const log: DeliveryAttempt[] = [];
  const underWay = new Set<Promise<unknown>>();
  const closing = new AbortController();
  let target: string | undefined;
  let fateOf: (webhook: Webhook) => Fate = createFate({});

  const track = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work);
    const done = () => underWay.delete(work);
    work.then(done, done);
    return work;
  };

  const attempt = async (webhook: Webhook, guid: string, redelivery: boolean, fate: Fate): Promise<DeliveryAttempt> => {
    const body = JSON.stringify(webhook.payload);
    const headers = headersOf(app, webhook, guid, body);
    const began = performance.now();
    const outcome = fate.kind === "dropped" ? unreachable : await post(target, headers, body, closing.signal);
    const made: DeliveryAttempt = {
      id: nextId(),
      guid,
      webhook,
      deliveredAt: clock(),
      redelivery,
      durationSeconds: Math.round(performance.now() - began) / 1000,
      requestHeaders: headers,
      ...outcome,
    };
    log.push(made);
    return made;
  };

  return {
    log,
    connect(url) {
      target = url;
    },
    setFaults(faults) {
      fateOf = createFate(faults);
    },
    send(webhook) {
      const fate = fateOf(webhook);
      if (fate.kind === "vanished") return;
      const guid = randomUUID();
      for (let copy = 0; copy < fate.copies; copy += 1) {
        const held = fate.delayMs > 0 ? sleep(fate.delayMs, undefined, { signal: closing.signal }) : Promise.resolve();
        track(held.then(() => attempt(webhook, guid, copy > 0, fate))).catch(() => undefined);
      }
    },
    redeliver(id) {
      const known = log.find((each) => each.id === id);
      if (known === undefined) return undefined;
      return track(attempt(known.webhook, known.guid, true, { kind: "sent", copies: 1, delayMs: 0 }));
    },
    async settle() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    async close() {
      closing.abort();
      await Promise.allSettled(underWay);
    },
  };
}

function headersOf(app: AppRegistration, webhook: Webhook, guid: string, body: string): Record<string, string> {
  const signature = createHmac("sha256", app.webhookSecret).update(body).digest("hex");
  return {
    accept: "*/*",
    "content-type": "application/json",
    "user-agent": `GitHub-Hookshot/${guid.slice(0, 7)}`,
    "x-github-delivery": guid,
    "x-github-event": webhook.event,
    "x-github-hook-id": String(app.hookId),
    "x-github-hook-installation-target-id": String(app.id),
    "x-github-hook-installation-target-type": "integration",
    "x-hub-signature-256": `sha256=${signature}`,
  };
}

type Outcome = Pick<DeliveryAttempt, "status" | "statusCode" | "responseHeaders" | "responseBody">;

const unreachable: Outcome = {
  status: "failed to connect to host",
  statusCode: 502,
  responseHeaders: {},
  responseBody: "",
};

async function post(
  target: string | undefined,
  headers: Record<string, string>,
  body: string,
  closing: AbortSignal,
): Promise<Outcome> {
  if (target === undefined) return unreachable;
  if (body.length > maxPayloadBytes) return { ...unreachable, status: "payload too large", statusCode: 413 };
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(target, {
      method: "POST",
      headers,
      body,
      redirect: "manual",
      signal: AbortSignal.any([timeout, closing]),
    });
    return {
      status: response.ok ? "OK" : `Invalid HTTP Response: ${response.status}`,
      statusCode: response.status,
      responseHeaders: Object.fromEntries(response.headers),
      responseBody: (await response.text()).slice(0, 10_000),
    };
  } catch {
    // Whatever went wrong, the log shows GitHub's two kinds of it.
    return timeout.aborted ? { ...unreachable, status: "timed out", statusCode: 504 } : unreachable;
  }
}
