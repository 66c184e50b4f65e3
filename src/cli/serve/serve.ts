import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import { pino } from "pino";
import { startServer } from "../../app/compose.ts";
import { readEnvironment } from "../../app/environment.ts";
import { Fault } from "../../core/fault.ts";
import { gates } from "../../gates/index.ts";
import type { ServeOptions } from "../commands/serve.ts";
import { untilInterrupted } from "../interruption.ts";
import type { Terminal } from "../terminal.ts";

/** Runs the server until it is interrupted. Throws BAD_ENVIRONMENT with everything that is wrong. */
export async function serve(options: ServeOptions, terminal: Terminal): Promise<void> {
  const file = resolve(terminal.cwd, options.envFile);
  const settings = readEnvironment({
    // The real environment wins: what a container or a person sets is meant for this one run.
    env: { ...readEnvFile(file), ...terminal.env },
    directory: terminal.cwd,
    readFile: (path) => readFileSync(path, "utf8"),
  });
  const log = pino({ name: "lanekeeper", level: settings.logLevel });
  const server = await startServer({ settings, gates, log });
  await untilInterrupted();
  await server.stop();
  // A git or a request that hangs must not keep the process: what it was for has been given back to the queue.
  process.exit(0);
}

function readEnvFile(file: string): Readonly<Record<string, string | undefined>> {
  try {
    return parseEnv(readFileSync(file, "utf8"));
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return {};
    throw new Fault("BAD_ENVIRONMENT", `${file} cannot be read.`, { cause, retry: false });
  }
}
