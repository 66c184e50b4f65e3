import { Command } from "commander";
import type { Terminal } from "../terminal.ts";

export interface ServeOptions {
  readonly env: string;
}

const details = `
Settings come from the environment and, where that has none, from the file .env of this folder:
docs/reference/environment.md lists them. Everything that is wrong with them is said at once.
\`lanekeeper setup\` makes the App on GitHub and writes the file.

SIGTERM or Ctrl-C stops it: nothing more is taken in, what is under way ends or is given back.

Examples:
  lanekeeper serve
  ROLES=ingress DATABASE_URL=postgres://lanekeeper@db/lanekeeper lanekeeper serve`;

export function serveCommand(terminal: Terminal): Command {
  return (
    new Command("serve")
      .description("run the server: take webhooks in, judge pull requests, publish check runs")
      // Not --env-file: Node takes that for its own, wherever it stands.
      .option("--env <file>", "where settings are read that the environment lacks", ".env")
      .addHelpText("after", details)
      .action(async (options: ServeOptions) => {
        const { serve } = await import("../serve/serve.ts");
        await serve(options, terminal);
      })
  );
}
