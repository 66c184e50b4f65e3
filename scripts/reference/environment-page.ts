import { z } from "zod";
import { Variables } from "../../src/app/variables.ts";
import { cell, generatedRemark } from "./markdown.ts";

const Property = z.object({ description: z.string(), default: z.unknown().optional() });
const Schema = z.object({ properties: z.record(z.string(), Property), required: z.array(z.string()) });

/** docs/reference/environment.md */
export function environmentPage(): string {
  const schema = Schema.parse(z.toJSONSchema(Variables, { io: "input", unrepresentable: "any" }));
  const rows = Object.entries(schema.properties).map(([name, property]) => {
    const written = schema.required.includes(name) ? "required" : defaultText(property.default);
    return `| \`${name}\` | ${written} | ${cell(property.description)} |`;
  });
  return `${[
    "# Environment",
    generatedRemark,
    introduction,
    ["| variable | default | meaning |", "|---|---|---|", ...rows].join("\n"),
  ].join("\n\n")}\n`;
}

const introduction = `\`lanekeeper serve\` takes its settings from the environment and, where that has none, from the file \`.env\` of the folder
it is started in (\`--env\` names another one). An empty variable counts as one that is not set. When something is
missing or wrong, the server does not start, and says everything that is wrong at once.

\`PRIVATE_KEY\` or \`PRIVATE_KEY_PATH\` is required. Any number of processes may share one PostgreSQL database; with SQLite
there is one process.`;

function defaultText(value: unknown): string {
  return value === undefined ? "" : `\`${String(value)}\``;
}
