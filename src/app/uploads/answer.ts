import type { IncomingMessage, ServerResponse } from "node:http";
import type { UploadRefusal } from "./refusal.ts";
import type { Accepted } from "./store-report.ts";

/** How long a sender may go on with what nobody wants. Most read an answer only when they have sent everything. */
const drainMs = 5_000;

/** Sends the answer as JSON: what was stored, or what is wrong and what to do. */
export function answer(request: IncomingMessage, response: ServerResponse, outcome: Accepted | UploadRefusal): void {
  if (outcome.kind === "accepted") {
    const { kind: _, ...said } = outcome;
    send(response, outcome.outcome === "stored" ? 201 : 200, said);
    return;
  }
  const { status, error, what, fix, retryAfter } = outcome;
  if (status === 401) response.setHeader("www-authenticate", "Bearer");
  if (status === 405) response.setHeader("allow", "PUT");
  if (retryAfter !== undefined) response.setHeader("retry-after", String(retryAfter));
  if (!request.complete) {
    // The connection cannot carry another request once its body was not read to the end.
    response.setHeader("connection", "close");
    request.resume();
    const timer = setTimeout(() => request.destroy(), drainMs);
    request.once("close", () => clearTimeout(timer));
  }
  send(response, status, { error, what, fix });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(`${JSON.stringify(body)}\n`);
}
