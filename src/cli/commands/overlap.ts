import { Command, Option } from "commander";
import type { Terminal } from "../terminal.ts";

export interface OverlapOptions {
  readonly heads?: readonly string[];
  readonly base?: string;
  readonly repo: string;
  readonly order?: true;
  readonly config?: string;
  readonly format: "pretty" | "json" | "markdown";
}

const details = `
Every given ref is a pull request. Without --heads these are refs/pull/<number>/head, as far as the
base lacks them and GitHub's test merge beside them says that they are open; in a clone without
such refs, the branches that the base lacks. The newest 300 are taken. Without --base, the base is
found as for lanekeeper check.

Pairs are really merged, in both orders, without a work tree; nothing is fetched, and nothing is
written into the repository. A head that does not merge into the base alone collides with every
other one. Who wrote a head is a hint: branch, author, committer and trailers are free text.

With --format json every head also has the message that the server would put into a comment, by the
settings and the map of the gate \`ownership\` of the base; docs/reference/overlap-json.md has its fields.
Messages call heads by the numbers of their pull requests where every ref is that of another one, such
as refs/pull/7/head or origin/pull/7/head, else by their places in \`heads\`, from 1 on.

Levels, the weakest first: file, symbol, hunk, stacked, duplicate, ownership, semantic, textual. The
page docs/gates/ownership-overlaps.md tells what they mean, and who yields.

Exit codes: 0 no pair collides textually; 1 one does; 2 the command line is wrong; 3 nothing collides as far
as was looked, and not all pairs could be merged, or there are no two heads.

Examples:
  lanekeeper overlap
  lanekeeper overlap --base origin/main --heads claude/api codex/fix --order
  lanekeeper overlap --format json | jq '.pairs[] | select(.level == "textual")'
  lanekeeper overlap --format json | jq '.messages[] | select(.ref == "codex/fix").message'`;

export function overlapCommand(terminal: Terminal): Command {
  return new Command("overlap")
    .description("say where open pull requests or branches of a local clone collide, and who should wait")
    .option("--heads <ref...>", "the pull requests, as refs of any kind")
    .option("--base <ref>", "what they will be merged into")
    .option("--order", "suggest an order for merging all of them")
    .option("--repo <dir>", "the clone, or a folder inside it", ".")
    .option("--config <file>", "for --format json: use this configuration instead of the one of the base")
    .addOption(
      new Option("--format <format>", "how to print the result")
        .choices(["pretty", "json", "markdown"])
        .default("pretty"),
    )
    .addHelpText("after", details)
    .action(async (_options: unknown, command: Command) => {
      const options = command.optsWithGlobals<OverlapOptions>();
      const { runOverlap } = await import("../overlap/run-overlap.ts");
      terminal.exitWith(await runOverlap(options, terminal));
    });
}
