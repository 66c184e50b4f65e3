import { Command, Option } from "commander";
import type { Terminal } from "../terminal.ts";

export interface UploadOptions {
  readonly kind: string;
  readonly flag?: string;
  readonly name?: string;
  readonly server?: string;
  readonly audience?: string;
  readonly format: "pretty" | "json";
}

const details = `
Runs inside of a job of GitHub Actions that has \`permissions: id-token: write\`. GitHub vouches
with a token for the repository, the commit and the run, so no secret is needed. Each file needs
a name of its own under its flag; sent again, it replaces what the same name held before.

Ends with 1 when the server refuses a file, and with 70 when it cannot be reached.

Examples:
  lanekeeper upload coverage.xml --flag unit --server https://lanekeeper.example
  lanekeeper upload */lcov.info --flag e2e --format json`;

export function uploadCommand(terminal: Terminal): Command {
  return new Command("upload")
    .description("send reports from a workflow to the server, without an artifact")
    .argument("<file...>", "the reports")
    .option("--kind <kind>", "what kind of reports they are", "coverage")
    .option("--flag <flag>", "which of the reports that the configuration asks for (default: the kind)")
    .option("--name <name>", "what to call it, for a single file (default: its path)")
    .option("--server <url>", "the server's address (also: LANEKEEPER_URL)")
    .option("--audience <text>", "for whom the token is made (default: the server's address)")
    .addOption(new Option("--format <format>", "how to print the result").choices(["pretty", "json"]).default("pretty"))
    .addHelpText("after", details)
    .action(async (files: readonly string[], options: UploadOptions) => {
      const { uploadReports } = await import("../upload/upload-reports.ts");
      terminal.exitWith(await uploadReports(files, options, terminal));
    });
}
