import { Command, InvalidArgumentError, Option } from "commander";
import type { Terminal } from "../terminal.ts";

export interface BatchOptions {
  readonly base?: string;
  readonly head: string;
  readonly repo: string;
  readonly config?: string;
  readonly maxFiles?: number;
  readonly maxLines?: number;
  readonly format: "pretty" | "json";
  readonly verbose?: true;
}

const details = `
Where the base configures the gate ownership, files of different owners come into different
batches, and so do those of different packs. Then files are kept together by folder: a folder stays
whole where it fits, and neighbours that fit together share a batch. What the configuration of the
base excludes, and what .gitattributes of the base marks as generated, is in no batch: let it go
along with the files that it is made from. The limits are those of the gate batch-size, or of the
options. Nothing is written, so that the change stays as it is. Without --base, the base is found as
by lanekeeper check.

json has the files of every batch: config/batch-output.schema.json describes it. When the change
fits into one batch, the exit code is 0, else 1; and 3 when its files cannot all be listed.

Examples:
  lanekeeper batch
  lanekeeper batch --base origin/main --max-files 10
  lanekeeper batch --format json | jq -r '.batches[0].files[]'`;

export function batchCommand(terminal: Terminal): Command {
  return new Command("batch")
    .description("propose how to split a change into pull requests that can be reviewed")
    .option("--base <ref>", "what the change will be merged into")
    .option("--head <ref>", "the last commit of the change", "HEAD")
    .option("--max-files <number>", "how many files a batch may have", wholeNumber)
    .option("--max-lines <number>", "how many lines a batch may add and delete", wholeNumber)
    .option("--repo <dir>", "the clone, or a folder inside it", ".")
    .option("--config <file>", "use this configuration instead of the one of the base")
    .addOption(new Option("--format <format>", "how to print the result").choices(["pretty", "json"]).default("pretty"))
    .addHelpText("after", details)
    .action(async (_options: unknown, command: Command) => {
      const options = command.optsWithGlobals<BatchOptions>();
      const { runBatch } = await import("../batch/run-batch.ts");
      terminal.exitWith(await runBatch(options, terminal));
    });
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("It has to be a whole number from 1 on.");
  return Number(text);
}
