import { Command, InvalidArgumentError, Option } from "commander";
import type { Terminal } from "../terminal.ts";

export interface LeasesOptions {
  readonly env: string;
  readonly repository?: string;
  readonly ledger?: true;
  readonly all?: true;
  readonly limit: number;
  readonly format: "pretty" | "json";
}

const details = `
A lease gives an agent the right to paths for a while. Agents and people ask for them in comments,
such as /claim lib/api/ --ttl 24h. The ledger has every command that changed something or was
refused, who wrote it and why; nobody can change it.

The database is found as by \`lanekeeper serve\`: in the environment, then in the file .env.

Examples:
  lanekeeper leases
  lanekeeper leases --repository acme/platform --ledger --limit 20
  lanekeeper leases --all --format json`;

const most = 1_000;

export function leasesCommand(terminal: Terminal): Command {
  return new Command("leases")
    .description("list the leases that the server knows, or the ledger of commands")
    .option("--env <file>", "where settings are read that the environment lacks", ".env")
    .option("--repository <name>", "only this repository, by owner and name")
    .option("--ledger", "what was done, by whom and why, the newest first, instead of the leases")
    .option("--all", "also leases that are over")
    .addOption(
      new Option("--limit <count>", `so many lines of a repository at most, up to ${most}`)
        .default(100)
        .argParser(wholeNumber),
    )
    .addOption(new Option("--format <format>", "how to print the result").choices(["pretty", "json"]).default("pretty"))
    .addHelpText("after", details)
    .action(async (options: LeasesOptions) => {
      const { showLeases } = await import("../leases/show-leases.ts");
      await showLeases(options, terminal);
    });
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new InvalidArgumentError(`Write a whole number from 1 to ${most}.`);
}
