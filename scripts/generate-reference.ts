/**
 * Writes what is derived from the code: JSON Schemas and reference pages. A test fails when they differ.
 *
 *   node scripts/generate-reference.ts
 */
import { writeFileSync } from "node:fs";
import { z } from "zod";
import { configurationJsonSchema } from "../src/config/json-schema.ts";
import { PublishedOverlapMessage } from "../src/core/published-overlap-message.ts";
import { gates } from "../src/gates/index.ts";
import { commandPage } from "./reference/command-page.ts";
import { configurationPage } from "./reference/configuration-page.ts";
import { environmentPage } from "./reference/environment-page.ts";
import { faultPage } from "./reference/fault-page.ts";
import { outputSchemas } from "./reference/output-schemas.ts";

export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

export function generatedFiles(): readonly GeneratedFile[] {
  return [
    { path: "config/lanekeeper.schema.json", text: json(configurationJsonSchema(gates)) },
    ...outputSchemas.map(({ path, schema }) => ({ path, text: json(z.toJSONSchema(schema)) })),
    { path: "config/overlap.schema.json", text: json(z.toJSONSchema(PublishedOverlapMessage)) },
    { path: "docs/reference/configuration.md", text: configurationPage() },
    { path: "docs/reference/cli.md", text: commandPage() },
    { path: "docs/reference/environment.md", text: environmentPage() },
    { path: "docs/reference/faults.md", text: faultPage() },
  ];
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

if (import.meta.main) {
  for (const { path, text } of generatedFiles()) writeFileSync(new URL(`../${path}`, import.meta.url), text);
}
