import type { Gate } from "../core/gate.ts";
import type { Mode } from "../core/report.ts";

/** A gate that the configuration switches on. */
export interface ConfiguredGate {
  readonly gate: Gate;
  readonly mode: Mode;
  /** As written in the file and valid for the gate; `gate.run` fills in what was left out. */
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface Configuration {
  /** The mode of gates that name none. */
  readonly mode: Mode;
  /** In the order of the registry, not of the file. */
  readonly gates: readonly ConfiguredGate[];
}
