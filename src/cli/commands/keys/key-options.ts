import { type Command, Option } from "commander";

const formats = ["pretty", "json"] as const;

/** Options of every command about keys. */
export function withKeyOptions(command: Command): Command {
  return command
    .option("--registry <path>", "the registry (default: as the configuration says, or .github/attestation-keys.yml)")
    .option("--audit-log <path>", "its audit log (default: as the configuration says, or beside the registry)")
    .addOption(new Option("--format <format>", "how to print the result").choices(formats).default("pretty"));
}

/** Options of those that change something. */
export function withChangeOptions(command: Command): Command {
  return withKeyOptions(command)
    .option("--actor <name>", "who you are, for the audit log (default: GITHUB_ACTOR, USER or LOGNAME)")
    .option("--dry-run", "write nothing, and say what would be written");
}
