import { writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "../../src/database/database.ts";
import { createQueue } from "../../src/queue/queue.ts";
import { CrashOrders } from "./crash-protocol.ts";
import { deliveryOf, pullRequestTarget } from "./deliveries.ts";

/** Takes in and works off until it is killed, and says each thing that it was promised, at once, on standard output. */
const orders = CrashOrders.parse(JSON.parse(process.argv[2] ?? ""));
const queue = createQueue(await openDatabase(orders.address));
let sent = 0;

function say(line: readonly (string | number)[]): void {
  writeSync(1, `${line.join(" ")}\n`);
}

async function takeIn(): Promise<void> {
  while (true) {
    sent += 1;
    const guid = `${orders.name}-${sent}`;
    await queue.accept([deliveryOf(guid, pullRequestTarget(1 + (sent % orders.keys)), Date.now())]);
    say(["accepted", guid]);
  }
}

async function work(): Promise<void> {
  while (true) {
    const askedAt = Date.now();
    const claim = await queue.claim(askedAt, orders.leaseMs);
    if (claim === undefined) {
      await sleep(5);
      continue;
    }
    say(["claimed", claim.key, claim.token, Date.now(), askedAt + orders.leaseMs]);
    await sleep(claim.token % 5);
    say(["finishing", claim.key, claim.token, Date.now()]);
    if (await queue.finish(claim, Date.now())) say(["finished", claim.key, claim.token]);
  }
}

say(["started"]);
await Promise.all([...Array.from({ length: orders.senders }, takeIn), ...Array.from({ length: orders.workers }, work)]);
