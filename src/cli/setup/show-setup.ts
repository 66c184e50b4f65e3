import { stepsText } from "../../app/setup/next-steps.ts";
import type { SetupOptions } from "../../app/setup/options.ts";
import { setUp } from "../../app/setup/set-up.ts";
import { exitCodes } from "../exit-code.ts";
import { untilInterrupted } from "../interruption.ts";
import { paintFor } from "../render/paint.ts";
import { visibleLine } from "../render/visible.ts";
import type { Terminal } from "../terminal.ts";

/** As long as GitHub keeps the code. Source: docs.github.com, "Registering a GitHub App from a manifest". */
const timeoutMs = 60 * 60_000;

/** Goes through setup with a person, prints what is left to do, and returns the exit code. */
export async function showSetup(options: SetupOptions, terminal: Terminal): Promise<number> {
  const paint = paintFor(terminal.color);
  const outcome = await setUp(options, {
    directory: terminal.cwd,
    onReady: (pageUrl) =>
      terminal.err(
        `Open this address in a browser on this machine; it works once:\n  ${pageUrl}\nCtrl-C ends setup.\n`,
      ),
    interrupted: untilInterrupted(),
    timeoutMs,
  });
  if (outcome.kind !== "registered") {
    const when = outcome.kind === "timed-out" ? "after 60 minutes" : "before GitHub sent the App back";
    terminal.err(
      `Setup ended ${when}, and nothing was written. If you confirmed on GitHub, delete that App: ${outcome.appsUrl}\n`,
    );
    return exitCodes.undecided;
  }
  const { app, envFile, steps } = outcome;
  if (app.missing.length > 0) {
    terminal.err(`${paint.yellow("GitHub did not grant:")} ${visibleLine(app.missing.join(", "))}\n`);
  }
  terminal.out(
    `${paint.green("✓")} The App ${paint.bold(app.slug)} is registered, with the number ${app.id}.\n` +
      `  Its credentials are in ${visibleLine(envFile)}, which you alone can read. Keep that file out of git.\n\n` +
      stepsText(steps),
  );
  return exitCodes.clear;
}
