/**
 * Writes what is derived from the code: JSON Schemas and reference pages. A test fails when they differ.
 *
 *   node scripts/generate-reference.ts
 */
import { writeFileSync } from "node:fs";
import { z } from "zod";
import { AttestInspectOutput } from "../src/cli/attest/inspect-output.ts";
import { AttestVerifyOutput } from "../src/cli/attest/verify-output.ts";
import { BatchOutput } from "../src/cli/batch/batch-output.ts";
import { BenchCompareOutput } from "../src/cli/bench/compare-output.ts";
import { BenchShowOutput } from "../src/cli/bench/show-output.ts";
import { BenchSimulateOutput } from "../src/cli/bench/simulate-output.ts";
import { ConfigCheckOutput } from "../src/cli/check-configuration.ts";
import { CoverageOutput } from "../src/cli/coverage/coverage-output.ts";
import { DeadLettersOutput } from "../src/cli/dead-letters/show-dead-letters.ts";
import { DemoOutput } from "../src/cli/demo/demo-output.ts";
import { GraphOutput } from "../src/cli/graph/graph-output.ts";
import { KeysAuditOutput } from "../src/cli/keys/audit-output.ts";
import { KeysChangeOutput } from "../src/cli/keys/change-output.ts";
import { KeysRotateOutput } from "../src/cli/keys/rotate-output.ts";
import { KeysStatusOutput } from "../src/cli/keys/status-output.ts";
import { LeasesOutput } from "../src/cli/leases/leases-output.ts";
import { OverlapOutput } from "../src/cli/overlap/overlap-output.ts";
import { OwnsOutput } from "../src/cli/owns/owns-output.ts";
import { CheckOutput } from "../src/cli/render/json.ts";
import { UploadOutput } from "../src/cli/upload/upload-reports.ts";
import { configurationJsonSchema } from "../src/config/json-schema.ts";
import { PublishedOverlapMessage } from "../src/core/published-overlap-message.ts";
import { gates } from "../src/gates/index.ts";
import { commandPage } from "./reference/command-page.ts";
import { configurationPage } from "./reference/configuration-page.ts";
import { environmentPage } from "./reference/environment-page.ts";
import { faultPage } from "./reference/fault-page.ts";

export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

export function generatedFiles(): readonly GeneratedFile[] {
  return [
    { path: "config/lanekeeper.schema.json", text: json(configurationJsonSchema(gates)) },
    { path: "config/attest-inspect-output.schema.json", text: json(z.toJSONSchema(AttestInspectOutput)) },
    { path: "config/attest-verify-output.schema.json", text: json(z.toJSONSchema(AttestVerifyOutput)) },
    { path: "config/batch-output.schema.json", text: json(z.toJSONSchema(BatchOutput)) },
    { path: "config/bench-compare-output.schema.json", text: json(z.toJSONSchema(BenchCompareOutput)) },
    { path: "config/bench-show-output.schema.json", text: json(z.toJSONSchema(BenchShowOutput)) },
    { path: "config/bench-simulate-output.schema.json", text: json(z.toJSONSchema(BenchSimulateOutput)) },
    { path: "config/check-output.schema.json", text: json(z.toJSONSchema(CheckOutput)) },
    { path: "config/config-check-output.schema.json", text: json(z.toJSONSchema(ConfigCheckOutput)) },
    { path: "config/coverage-output.schema.json", text: json(z.toJSONSchema(CoverageOutput)) },
    { path: "config/dead-letters-output.schema.json", text: json(z.toJSONSchema(DeadLettersOutput)) },
    { path: "config/demo-output.schema.json", text: json(z.toJSONSchema(DemoOutput)) },
    { path: "config/graph-output.schema.json", text: json(z.toJSONSchema(GraphOutput)) },
    { path: "config/keys-audit-output.schema.json", text: json(z.toJSONSchema(KeysAuditOutput)) },
    { path: "config/keys-change-output.schema.json", text: json(z.toJSONSchema(KeysChangeOutput)) },
    { path: "config/keys-rotate-output.schema.json", text: json(z.toJSONSchema(KeysRotateOutput)) },
    { path: "config/keys-status-output.schema.json", text: json(z.toJSONSchema(KeysStatusOutput)) },
    { path: "config/leases-output.schema.json", text: json(z.toJSONSchema(LeasesOutput)) },
    { path: "config/overlap.schema.json", text: json(z.toJSONSchema(PublishedOverlapMessage)) },
    { path: "config/owns-output.schema.json", text: json(z.toJSONSchema(OwnsOutput)) },
    { path: "config/overlap-output.schema.json", text: json(z.toJSONSchema(OverlapOutput)) },
    { path: "config/upload-output.schema.json", text: json(z.toJSONSchema(UploadOutput)) },
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
