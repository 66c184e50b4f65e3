import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { pino } from "pino";
import { Probot } from "probot";
import { z } from "zod";
import { createIngress } from "../src/app/ingress.ts";
import { lanekeeper } from "../src/app/lanekeeper.ts";
import { openDatabase } from "../src/database/database.ts";
import { createQueue } from "../src/queue/queue.ts";

/** Webhooks a second through the real intake, Probot and the real routing into the embedded store: `node bench/intake.ts [seconds]`. */
const seconds = Number(process.argv[2] ?? 5);
const connections = 32;
const secret = "the-secret-of-the-benchmark";
const folder = mkdtempSync(join(tmpdir(), "lanekeeper-bench-"));
const database = await openDatabase({ kind: "sqlite", file: join(folder, "intake.db") });
// Probot routes; it is never asked for a token here, so that no key is needed.
const probot = new Probot({ githubToken: "unused", secret, log: pino({ level: "silent" }) });
const ingress = createIngress({
  secrets: [secret],
  route: await lanekeeper(probot, {
    appId: 1,
    coalesceMs: 2_000,
    configurationPath: ".github/lanekeeper.yml",
    approvalLabel: "evidence-approved",
  }),
  queue: createQueue(database),
  clock: Date.now,
  log: pino({ level: "silent" }),
});
const server = createServer((request, response) => void ingress(request, response));
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const { port } = z.object({ port: z.int() }).parse(server.address());

try {
  // The first run warms both sides up; the second is measured.
  await load(1);
  const before = await countStored();
  const measured = await load(seconds);
  const stored = (await countStored()) - before;
  const { accepted, failed, bytes, p50, p99 } = measured;
  const rate = Math.round(accepted / measured.seconds);
  process.stdout.write(
    `${rate} webhooks/s of ${bytes} bytes over ${connections} connections, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms; ` +
      `${accepted} accepted, ${stored} stored, ${failed} failed (load average ${loadavg()[0]?.toFixed(1)})\n`,
  );
  if (stored !== accepted || failed > 0) process.exitCode = 1;
} finally {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}

async function load(duration: number) {
  const sender = fileURLToPath(new URL("intake-sender.ts", import.meta.url));
  const given = [`http://127.0.0.1:${port}/`, secret, String(connections), String(duration * 1000)];
  const { stdout } = await promisify(execFile)(process.execPath, [sender, ...given]);
  const Measured = z.strictObject({
    accepted: z.int().positive(),
    failed: z.int(),
    seconds: z.number(),
    bytes: z.int(),
    p50: z.number(),
    p99: z.number(),
  });
  return Measured.parse(JSON.parse(stdout));
}

async function countStored(): Promise<number> {
  const row = await database.run((queries) =>
    queries
      .selectFrom("delivery")
      .select((delivery) => delivery.fn.countAll<number>().as("count"))
      .executeTakeFirst(),
  );
  return row?.count ?? 0;
}
