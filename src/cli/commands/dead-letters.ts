import { Command, Option } from "commander";
import type { Terminal } from "../terminal.ts";

export interface DeadLettersOptions {
  readonly env: string;
  readonly retry?: true;
  readonly format: "pretty" | "json";
}

const details = `
A dead letter is a pull request or merge group that could not be judged. Its check fails and says
so. It is tried again after an hour, with a push, with a re-run on GitHub, or now with --retry.

The database is found as by \`lanekeeper serve\`: in the environment, then in the file .env.

Examples:
  lanekeeper dead-letters
  lanekeeper dead-letters --retry`;

export function deadLettersCommand(terminal: Terminal): Command {
  return new Command("dead-letters")
    .description("list what the server has given up on, and why")
    .option("--env <file>", "where settings are read that the environment lacks", ".env")
    .option("--retry", "have the server try all of them again")
    .addOption(new Option("--format <format>", "how to print the result").choices(["pretty", "json"]).default("pretty"))
    .addHelpText("after", details)
    .action(async (options: DeadLettersOptions) => {
      const { showDeadLetters } = await import("../dead-letters/show-dead-letters.ts");
      await showDeadLetters(options, terminal);
    });
}
