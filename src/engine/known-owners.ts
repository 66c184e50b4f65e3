import type { ConfiguredGate } from "../config/configuration.ts";
import type { Sources } from "../core/gate.ts";
import { type EvaluateOptions, noteBreakdown } from "./evaluate.ts";

/**
 * Whose paths are, out of the configured gate that knows: gates do not know each other. `gates` are all that the base
 * configures, also those that do not run this time. That gate's breaking down is not that of the gate that asks.
 */
export function knownOwners(
  gates: readonly Pick<ConfiguredGate, "gate" | "settings">[],
  { repository, now }: Pick<Sources, "repository" | "now">,
  options: Pick<EvaluateOptions, "onError" | "onFault">,
): Pick<Sources, "owners"> {
  for (const { gate, settings } of gates) {
    if (gate.owners === undefined) continue;
    const ask = gate.owners;
    return {
      async owners(paths) {
        try {
          return await ask(settings, { repository, now }, paths);
        } catch (error) {
          noteBreakdown(gate.id, error, options);
          return { kind: "unavailable", because: `The gate ${gate.id} broke down when it was asked whose files are.` };
        }
      },
    };
  }
  return {};
}
