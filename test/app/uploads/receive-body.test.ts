import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, request as httpRequest, type Server } from "node:http";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { type Received, receiveBody } from "../../../src/app/uploads/receive-body.ts";

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

interface Seen {
  readonly file: string;
  readonly mode: number;
  readonly text: string;
}

/** A server that receives one body; answers its port and what came of it. */
async function receiving(use: (file: string) => Seen = look) {
  let resolve: (received: Received<Seen> | Error) => void = () => undefined;
  const received = new Promise<Received<Seen> | Error>((settle) => {
    resolve = settle;
  });
  server = createServer((request, response) => {
    receiveBody(request, 1_000, async (file) => use(file)).then(
      (outcome) => {
        resolve(outcome);
        response.end();
      },
      (error: Error) => {
        resolve(error);
        response.end();
      },
    );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { port: z.object({ port: z.int() }).parse(server.address()).port, received };
}

function look(file: string): Seen {
  return { file, mode: statSync(file).mode & 0o777, text: readFileSync(file, "utf8") };
}

function send(port: number, pieces: readonly string[]): void {
  const request = httpRequest({ port, host: "127.0.0.1", method: "PUT" });
  request.on("error", () => undefined);
  for (const piece of pieces) request.write(piece);
  request.end();
}

describe("a body", () => {
  it("is in a file that only this user may read, and which is gone afterwards", async () => {
    const { port, received } = await receiving();
    send(port, ["one ", "two"]);
    const outcome = await received;
    expect(outcome).toMatchObject({ kind: "used", value: { mode: 0o600, text: "one two" } });
    expect("value" in outcome && existsSync(outcome.value.file)).toBe(false);
  });

  it("of as many bytes as are let through is whole", async () => {
    const { port, received } = await receiving();
    send(port, ["x".repeat(1_000)]);
    expect(await received).toMatchObject({ kind: "used" });
  });

  it("is counted as it comes, whatever length was claimed", async () => {
    const { port, received } = await receiving();
    send(
      port,
      Array.from({ length: 20 }, () => "x".repeat(100)),
    );
    expect(await received).toEqual({ kind: "too-large" });
  });

  it("that is cut off is not used", async () => {
    const { port, received } = await receiving();
    const socket = connect(port, "127.0.0.1");
    socket.write("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf", () =>
      setTimeout(() => socket.destroy(), 50),
    );
    expect(await received).toEqual({ kind: "cut-off" });
  });

  it("is deleted also when whoever uses it throws", async () => {
    const files: string[] = [];
    const { port, received } = await receiving((file) => {
      files.push(file);
      throw new Error("a bug of ours");
    });
    send(port, ["one"]);
    expect(await received).toEqual(new Error("a bug of ours"));
    expect(files.map((file) => existsSync(file))).toEqual([false]);
  });
});
