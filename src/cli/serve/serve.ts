import { pino } from "pino";
import { startServer } from "../../app/compose.ts";
import { gates } from "../../gates/index.ts";
import type { ServeOptions } from "../commands/serve.ts";
import { untilInterrupted } from "../interruption.ts";
import { readSettings } from "../read-settings.ts";
import type { Terminal } from "../terminal.ts";

/** Runs the server until it is interrupted. Throws BAD_ENVIRONMENT with everything that is wrong. */
export async function serve(options: ServeOptions, terminal: Terminal): Promise<void> {
  const settings = readSettings(terminal, options.env);
  const log = pino({ name: "lanekeeper", level: settings.logLevel });
  const server = await startServer({ settings, gates, log });
  await untilInterrupted();
  await server.stop();
  // A git or a request that hangs must not keep the process: what it was for has been given back to the queue.
  process.exit(0);
}
