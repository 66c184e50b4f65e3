import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import pg from "pg";
import { freePort } from "./server-process.ts";

/** A PostgreSQL server of our own in a temporary folder. The disk is waited for, as in production. */
export interface PostgresCluster {
  /** Makes an empty database and answers its address. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** The folder with PostgreSQL's server programs, or undefined where none is installed. Throws in CI, where one must be. */
export function findPostgres(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env["PATH"] ?? "").split(delimiter),
  ];
  const found = folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")));
  if (found !== undefined) return found;
  if (process.env["CI"]) throw new Error("CI needs a PostgreSQL server: install the package postgresql.");
  process.stderr.write("\n*** SKIPPED ON POSTGRESQL: no server is installed (initdb, postgres). ***\n\n");
  return undefined;
}

/** Starts a cluster on a free loopback port. `binaries` comes from `findPostgres`. */
export async function startPostgres(binaries: string): Promise<PostgresCluster> {
  const folder = mkdtempSync(join(tmpdir(), "lanekeeper-postgres-"));
  const files = join(folder, "files");
  const user = serverUser();
  mkdirSync(files, { mode: 0o700 });
  if (user.uid !== undefined && user.gid !== undefined) {
    chmodSync(folder, 0o711);
    chownSync(files, user.uid, user.gid);
  }
  const options = { ...user, cwd: "/", env: { PATH: process.env["PATH"], LC_ALL: "C.UTF-8" } };
  const initialised = spawnSync(
    join(binaries, "initdb"),
    ["--pgdata", files, "--username", "lanekeeper", "--auth", "trust", "--encoding", "UTF8", "--no-locale"],
    { ...options, encoding: "utf8" },
  );
  if (initialised.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`initdb failed: ${initialised.stderr}${initialised.error?.message ?? ""}`);
  }
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=on", "max_connections=60"];
  const server = spawn(
    join(binaries, "postgres"),
    ["-D", files, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    { ...options, stdio: ["ignore", "ignore", "pipe"] },
  );
  return supervise(server, folder, port);
}

async function supervise(server: ChildProcess, folder: string, port: number): Promise<PostgresCluster> {
  let log = "";
  server.stderr?.on("data", (chunk: Buffer) => {
    log = (log + chunk.toString("utf8")).slice(-4_000);
  });
  const exited = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  // Immediate shutdown: nothing of it is needed any more. It also runs when a test run is broken off.
  const kill = () => server.kill("SIGQUIT");
  process.once("exit", kill);
  const stop = async (): Promise<void> => {
    process.removeListener("exit", kill);
    kill();
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  const address = (database: string) => `postgres://lanekeeper@127.0.0.1:${port}/${database}`;
  try {
    await untilReady(server, address("postgres"));
  } catch (error) {
    await stop();
    throw new Error(`PostgreSQL did not start: ${log}`, { cause: error });
  }
  let databases = 0;
  return {
    async createDatabase() {
      databases += 1;
      const name = `test_${databases}`;
      await query(address("postgres"), `create database ${name}`);
      return address(name);
    },
    stop,
  };
}

async function untilReady(server: ChildProcess, address: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await query(address, "select 1");
    } catch (error) {
      if (attempt === 200 || server.exitCode !== null) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function query(address: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

/** The server refuses to run as root, so root runs it as another user. */
function serverUser(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    const uid = Number(spawnSync("id", ["-u", name], { encoding: "utf8" }).stdout);
    const gid = Number(spawnSync("id", ["-g", name], { encoding: "utf8" }).stdout);
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  throw new Error("PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it as.");
}
