import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import type { StandIn } from "../../src/demo/github/stand-in-types.ts";

const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

/** One line of a server's log. */
export type LogLine = Readonly<Record<string, unknown>>;

/** A real `lanekeeper serve` in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly log: readonly LogLine[];
  /** Sends the signal and waits for the end; answers the exit code, or the signal that ended it. */
  end(signal: "SIGKILL" | "SIGTERM"): Promise<number | string>;
}

export interface ServerProcessOptions {
  readonly github: StandIn;
  readonly dataDirectory: string;
  readonly port: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the server and waits until it listens. */
export async function startServerProcess({
  github,
  dataDirectory,
  port,
  env = {},
}: ServerProcessOptions): Promise<ServerProcess> {
  const child = spawn(process.execPath, [main, "serve", "--env", "none"], {
    stdio: ["ignore", "pipe", "pipe"],
    cwd: dataDirectory,
    env: {
      PATH: process.env["PATH"],
      APP_ID: String(github.app.id),
      PRIVATE_KEY: github.app.privateKey,
      WEBHOOK_SECRET: github.app.webhookSecret,
      GITHUB_URL: github.webUrl,
      DATA_DIRECTORY: dataDirectory,
      PORT: String(port),
      COALESCE_SECONDS: "0",
      LEASE_SECONDS: "2",
      WRITE_SPACING_MS: "0",
      LOG_LEVEL: "debug",
      ...env,
    },
  });
  const log: LogLine[] = [];
  const ended = new Promise<number | string>((resolve) =>
    child.once("close", (code, signal) => resolve(code ?? signal ?? "nothing")),
  );
  await listening(child, log, ended);
  return {
    url: `http://127.0.0.1:${port}`,
    log,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

function listening(child: ChildProcess, log: LogLine[], ended: Promise<unknown>): Promise<void> {
  let rest = "";
  let complaints = "";
  child.stderr?.on("data", (piece: Buffer) => {
    complaints += piece.toString("utf8");
  });
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (piece: Buffer) => {
      const lines = (rest + piece.toString("utf8")).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const parsed: LogLine = JSON.parse(line);
        log.push(parsed);
        if (parsed["msg"] === "Lanekeeper listens") resolve();
      }
    });
    ended.then((how) => reject(new Error(`The server ended with ${String(how)}: ${complaints}`)));
  });
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address !== null ? resolve(address.port) : reject(new Error()),
      );
    });
  });
}
