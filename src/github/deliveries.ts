import { z } from "zod";
import type { Listing } from "../core/listing.ts";
import type { Octokit } from "./client.ts";

/** One attempt of GitHub to deliver a webhook. A redelivery has the same guid and another id. */
export interface DeliveryAttempt {
  readonly id: number;
  readonly guid: string;
  readonly deliveredAt: number;
  readonly succeeded: boolean;
  readonly event: string;
}

const Attempt = z.object({
  id: z.int(),
  guid: z.string(),
  delivered_at: z.string(),
  status_code: z.int(),
  event: z.string(),
});
const FullDelivery = z.object({ event: z.string(), request: z.object({ payload: z.unknown() }) });

const pageSize = 100;
/** 20,000 deliveries a look; GitHub keeps three days of them. */
const mostPages = 200;

/** GitHub's log of deliveries to this app since then (epoch milliseconds), newest first. `octokit` speaks as the app. */
export async function listDeliveries(octokit: Octokit, since: number): Promise<Listing<DeliveryAttempt>> {
  const items: DeliveryAttempt[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const response = await octokit.rest.apps.listWebhookDeliveries({
      per_page: pageSize,
      ...(cursor === undefined ? {} : { cursor }),
    });
    const attempts = z.array(Attempt).parse(response.data).map(attemptOf);
    items.push(...attempts.filter(({ deliveredAt }) => deliveredAt >= since));
    cursor = nextCursor(response.headers.link);
    if (cursor === undefined || attempts.some(({ deliveredAt }) => deliveredAt < since))
      return { items, complete: true };
  }
  return { items, complete: false };
}

/** What was in a delivery. GitHub gives the payload as an object, or as the text that it sent. */
export async function readDelivery(octokit: Octokit, id: number): Promise<{ event: string; payload: unknown }> {
  const { data } = await octokit.rest.apps.getWebhookDelivery({ delivery_id: id });
  const { event, request } = FullDelivery.parse(data);
  const payload: unknown = typeof request.payload === "string" ? JSON.parse(request.payload) : request.payload;
  return { event, payload };
}

function attemptOf(attempt: z.infer<typeof Attempt>): DeliveryAttempt {
  return {
    id: attempt.id,
    guid: attempt.guid,
    deliveredAt: Date.parse(attempt.delivered_at),
    succeeded: attempt.status_code >= 200 && attempt.status_code < 300,
    event: attempt.event,
  };
}

function nextCursor(link: string | undefined): string | undefined {
  const next = link?.split(",").find((part) => part.includes('rel="next"'));
  const url = next === undefined ? undefined : /<([^>]+)>/.exec(next)?.[1];
  return url === undefined ? undefined : (new URL(url).searchParams.get("cursor") ?? undefined);
}
