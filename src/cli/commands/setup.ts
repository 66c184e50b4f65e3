import { Command } from "commander";
import type { SetupOptions } from "../../app/setup/options.ts";
import { githubUrl } from "../../core/actions-issuer.ts";
import type { Terminal } from "../terminal.ts";

const details = `
Shows a page on this machine with everything that the App will ask for. Its button brings you to
GitHub, where you confirm; then the App's credentials are written to the file, and what is left to
do is printed. Nothing is installed on a repository, and no secret is ever shown.

The address of the page works once, in one browser on this machine, for an hour. From another
machine, bring it to yours: ssh -L 4000:127.0.0.1:4000 <host>, with --port 4000.

Examples:
  lanekeeper setup --url https://lanekeeper.example.com --org acme
  lanekeeper setup --url https://lanekeeper.example.com --github-url https://github.example.com`;

export function setupCommand(terminal: Terminal): Command {
  return (
    new Command("setup")
      .description("register a GitHub App of your own, and write its credentials to a file")
      .requiredOption("--url <address>", "where GitHub and browsers will reach the server")
      .option("--org <name>", "the organization that will own the App (default: you)")
      .option("--name <name>", "the App's name, at most 34 characters; GitHub wants one that nobody has")
      .option("--github-url <address>", "GitHub, or your GitHub Enterprise Server", githubUrl)
      .option("--port <port>", "where the page is shown (default: a free port)")
      // Not --env-file: Node takes that for its own, wherever it stands, and ends when there is no such file yet.
      .option("--env <file>", "where the credentials are written", ".env")
      .option("--force", "replace the App that the file has already")
      .addHelpText("after", details)
      .action(async (options: SetupOptions) => {
        const { showSetup } = await import("../setup/show-setup.ts");
        terminal.exitWith(await showSetup(options, terminal));
      })
  );
}
