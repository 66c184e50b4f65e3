import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { killInALoop } from "../test/support/crash.ts";
import { findPostgres, startPostgres } from "../test/support/postgres.ts";

/** Kills processes under load, again and again: `node bench/queue.ts [rounds]`. Exits 1 when anything was lost. */
const rounds = Number(process.argv[2] ?? 15);
const plan = { rounds, processes: 2, roundMs: 500 };

const folder = mkdtempSync(join(tmpdir(), "lanekeeper-bench-"));
const binaries = findPostgres();
const cluster = binaries === undefined ? undefined : await startPostgres(binaries);
try {
  await report("sqlite", { kind: "sqlite", file: join(folder, "queue.db") });
  if (cluster !== undefined) await report("postgres", { kind: "postgres", url: await cluster.createDatabase() });
} finally {
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function report(name: string, address: Parameters<typeof killInALoop>[0]): Promise<void> {
  const counts = await killInALoop(address, plan);
  const load = loadavg()[0]?.toFixed(1);
  process.stdout.write(`${name}: ${JSON.stringify(counts)} (load average ${load})\n`);
  const { lost, overlaps, wishesLost, undone, integrity } = counts;
  if (lost + overlaps + wishesLost + undone > 0 || integrity !== "ok") process.exitCode = 1;
}
