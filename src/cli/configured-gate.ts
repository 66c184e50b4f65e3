import type { Configuration } from "../config/configuration.ts";
import { badUsage } from "../core/bad-usage.ts";
import type { Gate } from "../core/gate.ts";
import type { Mode } from "../core/report.ts";
import type { Blob } from "../core/repository.ts";
import { readConfiguration } from "../engine/judge-configuration.ts";
import { gates } from "../gates/index.ts";

export interface ConfiguredGate {
  readonly gate: Gate;
  readonly mode: Mode;
  /** As the configuration has them; undefined where it does not have the gate. */
  readonly settings: unknown;
  /** All gates of the configuration. */
  readonly configured: Configuration["gates"];
}

/** One gate with its settings in a configuration. Throws BAD_USAGE when that is not valid. */
export function configuredGate(id: string, file: Blob, path: string): ConfiguredGate {
  const gate = gates.find((one) => one.id === id);
  if (gate === undefined) throw badUsage(`This Lanekeeper has no gate ${id}.`);
  const read = readConfiguration(file, gates, path);
  if (read.kind === "invalid") {
    const [first] = read.findings;
    const message = `The configuration ${path} is not valid: ${first.what} See all with \`lanekeeper config check\`.`;
    throw badUsage(message);
  }
  const configured = read.kind === "missing" ? [] : read.configuration.gates;
  const found = configured.find((one) => one.gate.id === id);
  return { gate, mode: found?.mode ?? "enforce", settings: found?.settings, configured };
}
