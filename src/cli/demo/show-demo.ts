import { badUsage } from "../../core/bad-usage.ts";
import { runDemo } from "../../demo/run-demo.ts";
import { gates } from "../../gates/index.ts";
import type { DemoCommandOptions } from "../commands/demo.ts";
import { exitCodes } from "../exit-code.ts";
import { untilInterrupted } from "../interruption.ts";
import { paintFor } from "../render/paint.ts";
import type { Terminal } from "../terminal.ts";
import { demoOutput } from "./demo-output.ts";
import { renderDemo } from "./render-demo.ts";

/** Plays the demo, prints what was published, and stays until it is interrupted. Answers the exit code. */
export async function showDemo(options: DemoCommandOptions, terminal: Terminal): Promise<number> {
  const paint = paintFor(terminal.color);
  const port = options.port === undefined ? undefined : portOf(options.port);
  const demo = await runDemo({
    gates,
    ...(port === undefined ? {} : { port }),
    progress: (step) => terminal.err(`${paint.dim(step)}\n`),
  });
  try {
    const asExpected = demo.mismatches.length === 0;
    terminal.out(
      options.format === "json" ? `${JSON.stringify(demoOutput(demo), null, 2)}\n` : renderDemo(demo, paint),
    );
    for (const mismatch of demo.mismatches) terminal.err(`${paint.red("Not as expected:")} ${mismatch}\n`);
    if (options.once !== true) {
      terminal.err(`\nLook at ${paint.bold(demo.pageUrl)}\nCtrl-C ends the demo and removes what it made.\n`);
      await untilInterrupted();
    }
    return asExpected ? exitCodes.clear : exitCodes.blocked;
  } finally {
    await demo.stop();
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw badUsage(`--port must be a number from 0 to 65535, not ${JSON.stringify(text)}.`);
}
