import { z } from "zod";
import type { Gate } from "../core/gate.ts";
import { Mode } from "../core/report.ts";

const modeText =
  "`enforce`: a failure blocks. `advise`: a failure is shown and does not block; what could not be proven still does.";

/** What a file without `mode` means: somebody who configures a gate wants it to hold. */
export const defaultMode: Mode = "enforce";

/** The strict schema of the whole file, made of the settings of these gates. */
export function configurationSchema(gates: readonly Gate[]) {
  const gateShapes = Object.fromEntries(gates.map((gate) => [gate.id, gateSchema(gate).optional()]));
  return z.strictObject({
    version: z.literal(1).describe("The version of the file's format. Always 1."),
    mode: Mode.default(defaultMode).describe(`The mode of gates that name none. ${modeText}`),
    gates: z
      .strictObject(gateShapes)
      .describe("The gates that run, with their settings. A gate that is not named does not run."),
  });
}

function gateSchema(gate: Gate) {
  const settings = gate.settings
    .safeExtend({ mode: Mode.optional().describe(`Replaces the file's \`mode\` for this gate. ${modeText}`) })
    .describe(`${gate.title}: ${gate.question}`);
  // Nothing behind the gate's name means its default settings, where it can do with those.
  return gate.settings.safeParse({}).success ? settings.nullable() : settings;
}
