import { basename } from "node:path";
import type { Command } from "commander";
import { program } from "../../src/cli/program.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import { generatedRemark } from "./markdown.ts";
import { type OutputSchema, outputSchemas } from "./output-schemas.ts";

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
\`NO_COLOR\` and \`FORCE_COLOR\`. What these commands print with \`--format json\` has a schema, and fields are only ever
added within one \`schemaVersion\`:

${outputSchemas.map(schemaLine).join("\n")}

In a checkout of Lanekeeper, every command runs from source with \`npm run -s lanekeeper -- <command>\`. Relative paths
start where you stand.`;

function schemaLine({ commands, path }: OutputSchema): string {
  const shown = commands.map((command) => `\`${command}\``).join(" and ");
  return `- ${shown}: [${basename(path)}](../../${path})`;
}

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
