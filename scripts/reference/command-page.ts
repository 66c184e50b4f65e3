import type { Command } from "commander";
import { program } from "../../src/cli/program.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import { generatedRemark } from "./markdown.ts";

/** docs/reference/cli.md: what `--help` prints, for every command. */
export function commandPage(): string {
  const sections = leaves(program(silent)).map((command) => {
    const name = nameOf(command);
    return `## \`${name}\`\n\n\`\`\`text\n${helpOf(command).trim()}\n\`\`\``;
  });
  return `${["# Command line", generatedRemark, introduction, ...sections].join("\n\n")}\n`;
}

const introduction = `Nothing but the result goes to standard output; progress, warnings and faults go to standard error, so that a
command that cannot do its work leaves standard output empty. Colours follow
\`NO_COLOR\` and \`FORCE_COLOR\`. The shapes of \`--format json\` are described by
[check](../../config/check-output.schema.json), [config check](../../config/config-check-output.schema.json),
[coverage](../../config/coverage-output.schema.json), [graph](../../config/graph-output.schema.json),
[batch](../../config/batch-output.schema.json), [overlap](../../config/overlap-output.schema.json),
[upload](../../config/upload-output.schema.json), [bench show](../../config/bench-show-output.schema.json),
[attest verify](../../config/attest-verify-output.schema.json), [attest inspect](../../config/attest-inspect-output.schema.json),
[bench simulate](../../config/bench-simulate-output.schema.json),
keys [status](../../config/keys-status-output.schema.json), [rotate](../../config/keys-rotate-output.schema.json),
[revoke and record](../../config/keys-change-output.schema.json) and [audit](../../config/keys-audit-output.schema.json),
[demo](../../config/demo-output.schema.json) and [dead-letters](../../config/dead-letters-output.schema.json): fields are only ever added within one \`schemaVersion\`.

In a checkout of Lanekeeper, every command runs from source with \`npm run -s lanekeeper -- <command>\`. Relative paths
start where you stand.`;

const silent: Terminal = {
  cwd: "/",
  env: {},
  color: false,
  interactive: false,
  out: () => undefined,
  err: () => undefined,
  exitWith: () => undefined,
};

/** The whole command line first, then every command that does something. */
function leaves(command: Command): readonly Command[] {
  const below = command.commands.flatMap(leaves);
  return command.parent === null || command.commands.length === 0 ? [command, ...below] : below;
}

function nameOf(command: Command): string {
  return command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;
}

function helpOf(command: Command): string {
  const parts: string[] = [];
  command.configureOutput({ writeOut: (text) => void parts.push(text), getOutHelpWidth: () => 100 });
  command.outputHelp();
  return parts.join("");
}
