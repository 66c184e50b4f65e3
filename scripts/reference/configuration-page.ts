import { gateSettings, type SettingText, topSettings } from "../../src/config/describe-settings.ts";
import { configurationRules } from "../../src/config/rules.ts";
import { gates } from "../../src/gates/index.ts";
import { cell, generatedRemark } from "./markdown.ts";

/** docs/reference/configuration.md */
export function configurationPage(): string {
  return `${[
    "# Configuration",
    generatedRemark,
    introduction,
    "## At the top of the file",
    settingTable(topSettings()),
    ...gates.flatMap((gate) => [
      `## \`${gate.id}\``,
      `${gate.question} [About this gate](../gates/${gate.id}.md).`,
      settingTable(gateSettings(gate)),
    ]),
    "## When the configuration is wrong",
    "The check `lanekeeper / configuration` fails and names every problem with its line and column. The gates run by the last version on the first parents of the base that could be read, among the newest 20; without one, and when the file is missing, no gate runs. A change that would leave a missing or broken file behind fails the same check, and its gates are judged by the configuration of the base.",
    ruleTable(),
  ].join("\n\n")}\n`;
}

const introduction = `Lanekeeper reads \`.github/lanekeeper.yml\` from the **base** commit, never from the change that it measures. A pull request
that edits the file is judged by the old one and gets a preview of what the new one would say.

The file is strict: a key that Lanekeeper does not know is an error, and nothing of the file is applied until it is
corrected. It is plain YAML 1.2 of at most 256 KB: one document, no tags, no merge keys, no key twice. Anchors and aliases work.

For completion in your editor, save what \`lanekeeper config schema\` prints as \`lanekeeper.schema.json\` beside the file, and begin
the file with:

\`\`\`yaml
# yaml-language-server: $schema=lanekeeper.schema.json
\`\`\`

\`lanekeeper config check\` says whether a file is valid; \`lanekeeper check --config <file>\` says what it would do. Every
gate also takes \`mode\`, which replaces the one at the top.`;

function settingTable(settings: readonly SettingText[]): string {
  const rows = settings.map(({ name, type, required, defaultText, description }) => {
    const written = required ? "required" : defaultText === undefined ? "" : `\`${defaultText}\``;
    return `| \`${cell(name)}\` | ${cell(type)} | ${cell(written)} | ${cell(description)} |`;
  });
  return ["| setting | value | default | meaning |", "|---|---|---|---|", ...rows].join("\n");
}

function ruleTable(): string {
  const rows = Object.entries(configurationRules).map(
    ([rule, { title, fix }]) => `| \`${rule}\` | ${cell(title)} | ${cell(fix)} |`,
  );
  return ["| rule | what it says | how to fix it |", "|---|---|---|", ...rows].join("\n");
}
