import { z } from "zod";
import { Finding } from "../core/finding.ts";
import { Mode } from "../core/report.ts";
import { readConfiguration } from "../engine/judge-configuration.ts";
import { gates } from "../gates/index.ts";
import { readConfigurationFile } from "./check/read-configuration-file.ts";
import type { ConfigCheckOptions } from "./commands/config.ts";
import { exitCodes } from "./exit-code.ts";
import { findConfiguration } from "./find-configuration.ts";
import { paintFor } from "./render/paint.ts";
import { visible, visibleLine } from "./render/visible.ts";
import type { Terminal } from "./terminal.ts";

/** What `lanekeeper config check --format json` prints. */
export const ConfigCheckOutput = z.strictObject({
  schemaVersion: z.literal(1),
  file: z.string(),
  valid: z.boolean(),
  gates: z
    .array(z.strictObject({ id: z.string(), mode: Mode }))
    .describe("The gates that would run; none when invalid."),
  findings: z.array(Finding),
});
export type ConfigCheckOutput = z.infer<typeof ConfigCheckOutput>;

/** Checks a configuration file on disk, prints what is wrong with it, and returns the exit code. */
export async function checkConfiguration(
  named: string | undefined,
  options: ConfigCheckOptions,
  terminal: Terminal,
): Promise<number> {
  const file = named ?? (await findConfiguration(terminal.cwd));
  const read = readConfiguration(await readConfigurationFile(file, terminal.cwd), gates, file);
  const output: ConfigCheckOutput = {
    schemaVersion: 1,
    file,
    valid: read.kind === "configuration",
    gates:
      read.kind === "configuration" ? read.configuration.gates.map(({ gate, mode }) => ({ id: gate.id, mode })) : [],
    findings: read.kind === "invalid" ? [...read.findings] : [],
  };
  terminal.out(
    options.format === "json" ? `${JSON.stringify(output, null, 2)}\n` : renderPretty(output, terminal.color),
  );
  return output.valid ? exitCodes.clear : exitCodes.usage;
}

function renderPretty({ file, valid, gates: configured, findings }: ConfigCheckOutput, color: boolean): string {
  const paint = paintFor(color);
  if (valid) {
    const list = configured.map(({ id, mode }) => `${id} (${mode})`).join(", ");
    return `${paint.green("✓")} ${visibleLine(file)} is valid: ${list}\n`;
  }
  const texts = findings.map((finding) =>
    [
      `${paint.red("✗")} ${paint.bold(finding.rule)}  ${visible(finding.what)}`,
      `  ${paint.dim("fix")}  ${visible(finding.fix)}`,
      ...(finding.trace ?? []).map((line) => `  ${paint.dim(visible(line))}`),
    ].join("\n"),
  );
  const count = `${findings.length} ${findings.length === 1 ? "problem" : "problems"}`;
  return `${texts.join("\n")}\n${paint.red(`${visibleLine(file)}: ${count}. Nothing of it would be applied.`)}\n`;
}
