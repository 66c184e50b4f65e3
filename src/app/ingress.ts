import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Logger } from "pino";
import { z } from "zod";
import type { Queue, Wish } from "../core/queue.ts";
import { parseObject, readBody } from "./ingress/body.ts";
import {
  badSignature,
  type DeliveryHeaders,
  notJson,
  notRouted,
  notStored,
  type Refusal,
  readHeaders,
  stopping,
  tooLarge,
} from "./ingress/refusal.ts";
import { checkSecrets, isSigned } from "./ingress/signature.ts";

export interface IngressOptions {
  /** The present webhook secret, and the previous one while it is being replaced. */
  readonly secrets: readonly string[];
  /** GitHub sends at most 25 MB, which is the default. Source: docs.github.com, "Webhook events and payloads". */
  readonly maxBytes?: number;
  /** The wishes of one webhook. Throws a ZodError when the payload is not what GitHub documents. */
  readonly route: (event: string, guid: string, payload: object, now: number) => Promise<readonly Wish[]>;
  readonly queue: Pick<Queue, "accept">;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly log: Pick<Logger, "warn" | "error">;
  readonly onStored?: () => void;
  readonly onOutcome?: (outcome: DeliveryOutcome) => void;
  /** While true, every delivery is answered with 503. */
  readonly draining?: () => boolean;
}

/** `refused`: the sender's mistake, nothing was stored. `failed`: ours, GitHub lists the delivery as failed. */
type DeliveryOutcome = "stored" | "ignored" | "refused" | "failed";

export type Ingress = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const defaultMaxBytes = 25 * 1024 * 1024;
const retryAfterSeconds = 30;
const deliveryTimeMs = 30_000;

/**
 * The intake of webhooks. A 202 with the outcome `stored` is sent only after the delivery and its wishes have reached
 * the disk. Throws when it is made without a secret. Payloads are never logged.
 */
export function createIngress(options: IngressOptions): Ingress {
  for (const warning of checkSecrets(options.secrets)) options.log.warn(warning);
  return async (request, response) => {
    const answer = await takeIn(request, options);
    if (answer === "cut-off") return;
    if (typeof answer === "object") refuse(request, response, answer);
    else send(response, 202, { outcome: answer });
    options.onOutcome?.(typeof answer === "object" ? outcomeOf(answer) : answer);
  };
}

/** A sender that trickles its bytes is cut off. GitHub itself waits ten seconds for an answer. */
export function limitSlowSenders(server: Server): void {
  server.headersTimeout = 10_000;
  // A large report takes its time.
  server.requestTimeout = 5 * 60_000;
  // A proxy before us commonly keeps connections for 60 seconds; it must not find one that we have just closed.
  server.keepAliveTimeout = 65_000;
}

/** Of a request that is no upload: a delivery is small. */
export function limitTimeOf(request: IncomingMessage): void {
  if (request.complete) return;
  const timer = setTimeout(() => request.destroy(), deliveryTimeMs);
  request.once("end", () => clearTimeout(timer)).once("close", () => clearTimeout(timer));
}

async function takeIn(
  request: IncomingMessage,
  options: IngressOptions,
): Promise<Refusal | "stored" | "ignored" | "cut-off"> {
  if (options.draining?.() === true) return stopping;
  const maxBytes = options.maxBytes ?? defaultMaxBytes;
  const headers = readHeaders(request.method, request.headers, maxBytes);
  if ("status" in headers) return headers;
  const body = await readBody(request, maxBytes);
  if (body.kind === "too-large") return tooLarge;
  if (body.kind === "cut-off") return "cut-off";
  if (!(await isSigned(body.text, headers.signature, options.secrets))) return badSignature;
  const payload = parseObject(body.text);
  return payload === undefined ? notJson : store(headers, payload, options);
}

async function store(
  { guid, event }: DeliveryHeaders,
  payload: object,
  options: IngressOptions,
): Promise<Refusal | "stored" | "ignored"> {
  const receivedAt = options.clock();
  let wishes: readonly Wish[];
  try {
    wishes = await options.route(event, guid, payload, receivedAt);
  } catch (error) {
    // Errors about a payload may repeat parts of it, so that only their kind is logged.
    const misfit = isMisfit(error);
    options.log.error({ guid, event, error: nameOf(error) }, misfit ? "a payload does not fit" : "routing failed");
    return misfit ? "ignored" : notRouted;
  }
  if (wishes.length === 0) return "ignored";
  try {
    await options.queue.accept([{ guid, event, receivedAt, wishes }]);
  } catch (error) {
    options.log.error({ guid, event, err: error }, "a delivery could not be stored");
    return notStored;
  }
  options.onStored?.();
  return "stored";
}

/** Probot gathers what its handlers threw. */
function isMisfit(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isMisfit);
  return error instanceof z.ZodError;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

function outcomeOf({ status }: Refusal): DeliveryOutcome {
  return status >= 500 ? "failed" : "refused";
}

function refuse(request: IncomingMessage, response: ServerResponse, { status, message }: Refusal): void {
  if (status === 405) response.setHeader("allow", "POST");
  if (status === 503) response.setHeader("retry-after", String(retryAfterSeconds));
  if (!request.complete) {
    // What is left of the body is not read: the connection cannot carry another request.
    response.setHeader("connection", "close");
    response.once("finish", () => request.destroy());
  }
  send(response, status, { outcome: outcomeOf({ status, message }), message });
}

function send(response: ServerResponse, status: number, body: Readonly<Record<string, string>>): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}
