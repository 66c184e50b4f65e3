import { createHmac, randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "@jest/globals";
import { sql } from "kysely";
import { pino } from "pino";
import { z } from "zod";
import { createIngress, type IngressOptions } from "../../src/app/ingress.ts";
import { createQueue } from "../../src/queue/queue.ts";
import { onBothEngines } from "../support/databases.ts";
import { pullRequestTarget } from "../support/deliveries.ts";

const secret = "the-present-secret-of-the-tests";
const previous = "the-previous-secret-of-the-tests";
const secrets = [secret, previous];
const payload = JSON.stringify({ number: 1, note: "not-to-be-logged" });
const Payload = z.object({ number: z.int() });

const route: IngressOptions["route"] = async (event, _guid, body, now) => {
  if (event === "broken") throw new TypeError("a bug of ours");
  const { number } = Payload.parse(body);
  return event === "pull_request" ? [{ target: pullRequestTarget(number), notBefore: now }] : [];
};

function sign(body: string, key = secret): string {
  return `sha256=${createHmac("sha256", key).update(body).digest("hex")}`;
}

function headersOf(body: string, changed: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    "content-type": "application/json",
    "x-github-event": "pull_request",
    "x-github-delivery": randomUUID(),
    "x-hub-signature-256": sign(body),
    ...changed,
  };
}

function without(name: string): Record<string, string> {
  const headers = headersOf(payload);
  delete headers[name];
  return headers;
}

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(options: IngressOptions): Promise<number> {
  const ingress = createIngress(options);
  const server = createServer((request, response) => void ingress(request, response));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return z.object({ port: z.int() }).parse(server.address()).port;
}

onBothEngines((databases) => {
  async function start(changed: Partial<IngressOptions> = {}) {
    const database = await databases.open();
    const queue = createQueue(database);
    const outcomes: string[] = [];
    const lines: string[] = [];
    const port = await serve({
      secrets,
      route,
      queue,
      maxBytes: 1_000,
      clock: () => 1_000,
      log: pino({}, { write: (line: string) => void lines.push(line) }),
      onOutcome: (outcome) => outcomes.push(outcome),
      ...changed,
    });
    const url = `http://127.0.0.1:${port}/`;
    const post = (headers: Record<string, string>, body = payload) => fetch(url, { method: "POST", headers, body });
    const storedRows = () =>
      database.run(async (queries) => {
        const deliveries = await queries.selectFrom("delivery").selectAll().execute();
        const targets = await queries.selectFrom("target").select(["key", "wanted"]).execute();
        return { deliveries: deliveries.length, targets };
      });
    return { port, url, post, storedRows, queue, database, outcomes, logged: () => lines.join("") };
  }

  const nothing = { deliveries: 0, targets: [] };

  it("stores a signed delivery before it answers", async () => {
    const { post, storedRows, outcomes } = await start();
    const answer = await post(headersOf(payload));
    expect([answer.status, await answer.json()]).toEqual([202, { outcome: "stored" }]);
    expect(await storedRows()).toEqual({ deliveries: 1, targets: [{ key: "pull-request/7/1", wanted: 1 }] });
    expect(outcomes).toEqual(["stored"]);
  });

  it("accepts the previous secret, and a repeated id without wishing again", async () => {
    const { post, storedRows } = await start();
    const headers = headersOf(payload, { "x-hub-signature-256": sign(payload, previous) });
    expect((await post(headers)).status).toBe(202);
    expect((await post(headers)).status).toBe(202);
    expect(await storedRows()).toEqual({ deliveries: 1, targets: [{ key: "pull-request/7/1", wanted: 1 }] });
  });

  const refusals: readonly (readonly [string, number, Record<string, string>, string?])[] = [
    ["no signature", 401, without("x-hub-signature-256")],
    ["another secret", 401, headersOf(payload, { "x-hub-signature-256": sign(payload, "somebody-else") })],
    ["a signature of another form", 401, headersOf(payload, { "x-hub-signature-256": "sha256=00" })],
    ["the signature of another body", 401, headersOf("{}")],
    ["not JSON", 400, headersOf("{nonsense"), "{nonsense"],
    ["not an object", 400, headersOf("[1]"), "[1]"],
    ["no delivery id", 400, without("x-github-delivery")],
    ["an id that is no GUID", 400, headersOf(payload, { "x-github-delivery": "1; drop table" })],
    ["no event", 400, without("x-github-event")],
    ["another content type", 415, headersOf(payload, { "content-type": "text/plain" })],
    ["more than the size cap", 413, headersOf("x".repeat(1_001)), "x".repeat(1_001)],
  ];
  it.each(refusals)("refuses %s with %i and stores nothing", async (_name, status, headers, body = payload) => {
    const { post, storedRows, outcomes } = await start();
    const answer = await post(headers, body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ outcome: "refused", message: expect.any(String) });
    expect(await storedRows()).toEqual(nothing);
    expect(outcomes).toEqual(["refused"]);
  });

  it("refuses another method", async () => {
    const { url, storedRows } = await start();
    const answer = await fetch(url, { headers: without("content-type") });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
    expect(await storedRows()).toEqual(nothing);
  });

  it("counts the bytes that come, whatever length is claimed, and closes the connection", async () => {
    const { port, storedRows } = await start();
    const received = await sendRaw(port, [chunkedHead(), ...Array(5).fill(`190\r\n${"x".repeat(400)}\r\n`)]);
    expect(received).toMatch(/^HTTP\/1\.1 413 /);
    expect(received).toMatch(/connection: close/i);
    expect(await storedRows()).toEqual(nothing);
  });

  it("ignores events without wishes and payloads that do not fit, and stores nothing of them", async () => {
    const { post, storedRows, outcomes, logged } = await start();
    const answers = [
      await post(headersOf(payload, { "x-github-event": "star" })),
      await post(headersOf('{"number":"not-to-be-logged"}'), '{"number":"not-to-be-logged"}'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(outcomes).toEqual(["ignored", "ignored"]);
    expect(await storedRows()).toEqual(nothing);
    expect(logged()).toContain("a payload does not fit");
    expect(logged()).not.toContain("not-to-be-logged");
  });

  it("answers 500 for a bug of ours, so that GitHub lists the delivery as failed", async () => {
    const { post, outcomes } = await start();
    expect((await post(headersOf(payload, { "x-github-event": "broken" }))).status).toBe(500);
    expect(outcomes).toEqual(["failed"]);
  });

  it("answers 503 when the database is gone, and while it is stopping", async () => {
    let draining = false;
    const { post, database, outcomes, storedRows } = await start({ draining: () => draining });
    draining = true;
    expect((await post(headersOf(payload))).status).toBe(503);
    expect(await storedRows()).toEqual(nothing);
    draining = false;
    const dropped = database.engine === "sqlite" ? "alter table target rename to gone" : "drop table target";
    await database.run((queries) => sql.raw(dropped).execute(queries));
    const answer = await post(headersOf(payload));
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "30"]);
    expect(await database.run((queries) => queries.selectFrom("delivery").selectAll().execute())).toEqual([]);
    expect(outcomes).toEqual(["failed", "failed"]);
  });
});

describe("without a secret", () => {
  it.each([[[]], [[""]], [["  "]], [["development"]], [[secret, ""]]])("refuses to be made with %j", (given) => {
    expect(() => optionsWith(given, [])).toThrow(expect.objectContaining({ code: "BAD_ENVIRONMENT" }));
  });

  it("warns of a short one", () => {
    const lines: string[] = [];
    optionsWith(["short-but-own"], lines);
    optionsWith(secrets, lines);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain("short-but-own");
  });

  function optionsWith(given: readonly string[], lines: string[]) {
    const log = pino({}, { write: (line: string) => void lines.push(line) });
    const queue = { accept: () => Promise.reject(new Error("Nothing is to be stored.")) };
    return createIngress({ secrets: given, route, queue, clock: () => 0, log });
  }
});

function chunkedHead(): string {
  const headers = Object.entries(headersOf("x")).map(([name, value]) => `${name}: ${value}`);
  return ["POST / HTTP/1.1", "host: localhost", "transfer-encoding: chunked", ...headers, "", ""].join("\r\n");
}

/** Sends parts one by one and answers all that comes back until the other side closes. */
function sendRaw(port: number, parts: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    let received = "";
    const socket = connect(port, "127.0.0.1", () => {
      for (const part of parts) socket.write(part);
    });
    socket.on("data", (chunk) => {
      received += chunk.toString("utf8");
    });
    // What we still send to a closed connection is refused: that is the point.
    socket.on("error", () => resolve(received));
    socket.on("close", () => resolve(received));
  });
}
