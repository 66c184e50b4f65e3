import { createHmac } from "node:crypto";
import { createServer } from "node:http";

interface Received {
  readonly event: string;
  readonly guid: string;
  readonly signed: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: tests reach into payloads that the contract has checked.
  readonly payload: any;
}

export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** What it answers from now on. */
  status: number;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A webhook endpoint that checks signatures and remembers what came. */
export async function openReceiver(secret: string): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(Buffer.from(piece));
    const body = Buffer.concat(pieces);
    const header = (name: string) => String(request.headers[name]);
    const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
    received.push({
      event: header("x-github-event"),
      guid: header("x-github-delivery"),
      signed: header("x-hub-signature-256") === signature,
      payload: JSON.parse(body.toString("utf8")),
    });
    response.writeHead(receiver.status).end("ok");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    status: 200,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
