import type { IncomingHttpHeaders } from "node:http";

/** An answer other than 202. The text goes to whoever sent the request, so it repeats nothing of it. */
export interface Refusal {
  readonly status: 400 | 401 | 405 | 413 | 415 | 500 | 503;
  readonly message: string;
}

export interface DeliveryHeaders {
  readonly guid: string;
  readonly event: string;
  readonly signature: string;
}

/** GitHub's delivery ids are GUIDs; anything else is not from GitHub, and would be stored for weeks. */
const guidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const eventForm = /^[a-z_]{1,64}$/;
const jsonForm = /^application\/json\s*(;|$)/i;

/** What the headers alone decide, before a byte of the body is read. */
export function readHeaders(
  method: string | undefined,
  headers: IncomingHttpHeaders,
  maxBytes: number,
): DeliveryHeaders | Refusal {
  if (method !== "POST") return { status: 405, message: "Deliveries are posted." };
  const signature = headers["x-hub-signature-256"];
  if (typeof signature !== "string") return { status: 401, message: "The signature is missing." };
  if (!jsonForm.test(headers["content-type"] ?? "")) {
    return { status: 415, message: "The content type is not application/json." };
  }
  if (Number(headers["content-length"] ?? 0) > maxBytes) return tooLarge;
  const guid = headers["x-github-delivery"];
  if (typeof guid !== "string" || !guidForm.test(guid)) {
    return { status: 400, message: "X-GitHub-Delivery is missing or is not a GUID." };
  }
  const event = headers["x-github-event"];
  if (typeof event !== "string" || !eventForm.test(event)) {
    return { status: 400, message: "X-GitHub-Event is missing or is not the name of an event." };
  }
  return { guid, event, signature };
}

export const tooLarge: Refusal = { status: 413, message: "The delivery is too large." };
export const badSignature: Refusal = { status: 401, message: "The signature does not match." };
export const notJson: Refusal = { status: 400, message: "The body is not a JSON object." };
export const notStored: Refusal = { status: 503, message: "The delivery could not be stored. Deliver it again later." };
export const stopping: Refusal = { status: 503, message: "The server is stopping. Deliver it again later." };
export const notRouted: Refusal = { status: 500, message: "The delivery could not be read for a fault of ours." };
