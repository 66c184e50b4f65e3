import type { SentWebhook } from "./contract/operations.ts";

/** One webhook: what happened, for which installation. */
export interface Webhook {
  readonly event: string;
  readonly action: string | undefined;
  /** Its name in GitHub's description. */
  readonly name: SentWebhook;
  readonly installationId: number;
  readonly repositoryId: number | undefined;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** One attempt to deliver a webhook. */
export interface DeliveryAttempt {
  readonly id: number;
  /** The same for every attempt of one webhook. */
  readonly guid: string;
  readonly webhook: Webhook;
  readonly deliveredAt: number;
  readonly redelivery: boolean;
  readonly durationSeconds: number;
  /** "OK", or why it failed. */
  readonly status: string;
  readonly statusCode: number;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: string;
}

/** GitHub's `hook-delivery-item`. */
export function deliveryItemView(attempt: DeliveryAttempt) {
  const { webhook } = attempt;
  return {
    id: attempt.id,
    guid: attempt.guid,
    delivered_at: new Date(attempt.deliveredAt).toISOString(),
    redelivery: attempt.redelivery,
    duration: attempt.durationSeconds,
    status: attempt.status,
    status_code: attempt.statusCode,
    event: webhook.event,
    action: webhook.action ?? null,
    installation_id: webhook.installationId,
    repository_id: webhook.repositoryId ?? null,
    throttled_at: null,
  };
}

/** GitHub's `hook-delivery`. */
export function deliveryView(attempt: DeliveryAttempt) {
  return {
    ...deliveryItemView(attempt),
    url: "",
    request: { headers: attempt.requestHeaders, payload: attempt.webhook.payload },
    response: { headers: attempt.responseHeaders, payload: attempt.responseBody },
  };
}
