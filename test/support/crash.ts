import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { type Database, type DatabaseAddress, openDatabase } from "../../src/database/database.ts";
import { createQueue } from "../../src/queue/queue.ts";
import type { CrashOrders } from "./crash-protocol.ts";

export interface CrashCounts {
  readonly kills: number;
  readonly accepted: number;
  /** Accepted, and not in the database. */
  readonly lost: number;
  readonly claims: number;
  readonly finished: number;
  /** Leases of one key that were held at the same time. */
  readonly overlaps: number;
  /** Stored deliveries less the wishes counted on the targets. */
  readonly wishesLost: number;
  readonly leftByTheDead: number;
  /** Targets still wanted after all that was left has been worked off. */
  readonly undone: number;
  readonly integrity: string;
}

const child = fileURLToPath(new URL("crash-child.ts", import.meta.url));
const leaseMs = 1_500;

/** Lets processes take in and work off under load, kills each with SIGKILL after a while, and counts what became of it all. */
export async function killInALoop(
  address: DatabaseAddress,
  plan: { readonly rounds: number; readonly processes: number; readonly roundMs: number },
): Promise<CrashCounts> {
  const lines: string[][] = [];
  for (let round = 0; round < plan.rounds; round += 1) {
    const runs = Array.from({ length: plan.processes }, (_, index) => {
      const orders = { address, name: `${round}-${index}`, keys: 40, senders: 8, workers: 3, leaseMs };
      // Not all at the same time, and not always at the same place.
      return runAndKill(orders, plan.roundMs + ((round * 37 + index * 61) % 100));
    });
    for (const said of await Promise.all(runs)) lines.push(...said);
  }
  const database = await openDatabase(address);
  try {
    return { kills: plan.rounds * plan.processes, ...countPromises(lines), ...(await countRows(database, lines)) };
  } finally {
    await database.close();
  }
}

async function runAndKill(orders: CrashOrders, ms: number): Promise<string[][]> {
  const process_ = spawn(process.execPath, [child, JSON.stringify(orders)], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  let trouble = "";
  const closed = new Promise<void>((resolve) => process_.once("close", () => resolve()));
  const started = new Promise<void>((resolve) => {
    process_.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
      resolve();
    });
  });
  process_.stderr.on("data", (chunk: Buffer) => {
    trouble += chunk.toString("utf8");
  });
  await Promise.race([started, closed]);
  await sleep(ms);
  process_.kill("SIGKILL");
  await closed;
  if (process_.signalCode !== "SIGKILL") throw new Error(`A process ended before it was killed: ${trouble}`);
  // The last line may be cut in the middle; what was not said to its end was not promised.
  return said
    .split("\n")
    .slice(0, -1)
    .map((line) => line.split(" "));
}

function countPromises(lines: readonly string[][]) {
  const of = (kind: string) => lines.filter((line) => line[0] === kind);
  return {
    accepted: of("accepted").length,
    claims: of("claimed").length,
    finished: of("finished").length,
    overlaps: countOverlaps(of("claimed"), of("finishing")),
  };
}

/** A lease is held from when the holder knows of it until it gives it up, is killed or its time is over. */
function countOverlaps(claimed: readonly string[][], finishing: readonly string[][]): number {
  const givenUp = new Map(finishing.map(([, , token, at]) => [token, Number(at)]));
  const byKey = Map.groupBy(claimed, ([, key]) => key);
  let overlaps = 0;
  for (const claims of byKey.values()) {
    const ordered = claims.toSorted((a, b) => Number(a[2]) - Number(b[2]));
    for (const [index, [, , token, , until]] of ordered.entries()) {
      const nextFrom = ordered[index + 1]?.[3];
      const end = Math.min(Number(until), givenUp.get(token) ?? Number(until));
      if (nextFrom !== undefined && Number(nextFrom) < end) overlaps += 1;
    }
  }
  return overlaps;
}

async function countRows(database: Database, lines: readonly string[][]) {
  const queue = createQueue(database);
  const accepted = lines.flatMap(([kind, guid]) => (kind === "accepted" && guid !== undefined ? [guid] : []));
  const known = await queue.known(accepted);
  const stored = await database.run((queries) =>
    queries
      .selectNoFrom((row) => [
        row.selectFrom("delivery").select(row.fn.countAll<number>().as("count")).as("deliveries"),
        row.selectFrom("target").select(sql<number>`cast(sum(wanted) as bigint)`.as("sum")).as("wishes"),
      ])
      .executeTakeFirstOrThrow(),
  );
  const later = Date.now() + leaseMs;
  const before = await queue.depth(later);
  for (let claim = await queue.claim(later, 1); claim !== undefined; claim = await queue.claim(later, 1)) {
    await queue.finish(claim, later);
  }
  const after = await queue.depth(later);
  return {
    lost: accepted.length - known.size,
    wishesLost: (stored.deliveries ?? 0) - (stored.wishes ?? 0),
    leftByTheDead: before.ready,
    undone: after.ready + after.delayed + after.leased,
    integrity: await checkIntegrity(database),
  };
}

/** PostgreSQL has no such check for users; there the counts must do. */
async function checkIntegrity(database: Database): Promise<string> {
  if (database.engine === "postgres") return "ok";
  const { rows } = await database.run((queries) =>
    sql<{ integrity_check: string }>`pragma integrity_check`.execute(queries),
  );
  return rows.map((row) => row.integrity_check).join("; ");
}
