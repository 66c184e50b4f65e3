import { killServersInALoop } from "../test/support/kill-servers.ts";
import { findPostgres, startPostgres } from "../test/support/postgres.ts";

/** Kills real servers under load, again and again: `node bench/kill.ts [rounds]`. Exits 1 when anything was lost. */
const plan = { rounds: Number(process.argv[2] ?? 10), pulls: 5, roundMs: 1_500 };

await report("sqlite", { kind: "sqlite" });
const binaries = findPostgres();
if (binaries !== undefined) {
  const cluster = await startPostgres(binaries);
  try {
    await report("postgres", { kind: "postgres", url: await cluster.createDatabase() });
  } finally {
    await cluster.stop();
  }
}

async function report(name: string, database: Parameters<typeof killServersInALoop>[0]): Promise<void> {
  const counts = await killServersInALoop(database, plan);
  process.stdout.write(`${name}: ${JSON.stringify(counts)}\n`);
  if (counts.lost + counts.wrongHeads + counts.undone > 0) process.exitCode = 1;
}
