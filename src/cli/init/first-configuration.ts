import type { ImportedOwners, ImportedRule } from "./import-codeowners.ts";

const head = `# What this repository asks of pull requests. \`lanekeeper explain\` tells more.
version: 1
# Shows everything and blocks nothing. Change it to \`enforce\`, here or gate by gate, once you trust it.
mode: advise
gates:
  # Is the change small enough to review?
  batch-size:
  # Does an agent change what belongs to another?
  ownership:
`;

const exampleAgents = `    # Name your agents, and give each its paths:
    # agents:
    #   claude-code: { owns: ["/src/api/**"] }
    #   codex: { owns: ["/src/web/**"] }
`;

/** The text of a first configuration. All that is imported is quoted as in JSON, which is YAML, too. */
export function firstConfiguration(imported: ImportedOwners | undefined): string {
  if (imported === undefined || imported.rules.length === 0) return `${head}${exampleAgents}    shared: ["/docs/**"]\n`;
  const people = [...imported.people].map(
    ([name, owner]) => `      ${quoted(name)}: { accounts: [${quoted(owner)}] }\n`,
  );
  const known =
    people.length === 0 ? "" : `    # Rename them as you like, here and in the rules.\n    people:\n${people.join("")}`;
  const rules = imported.rules.map(ruleText).join("");
  return `${head}${exampleAgents}${known}    # The last rule that matches counts. \`advisory\` tells the owners and keeps nobody out; \`exclusive\` would.\n    ownership:\n${rules}`;
}

function ruleText({ id, paths, owners }: ImportedRule): string {
  const list = paths.map(quoted).join(", ");
  const owner = owners.length === 0 ? "" : `, owner: [${owners.map(quoted).join(", ")}]`;
  return `      - { id: ${quoted(id)}, paths: [${list}]${owner}, mode: ${owners.length === 0 ? "open" : "advisory"} }\n`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
