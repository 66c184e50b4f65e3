import { z } from "zod";
import type { Gate } from "../core/gate.ts";
import { configurationSchema } from "./schema.ts";

/** JSON Schema (draft 2020-12) of `.github/lanekeeper.yml`, for editors and for `config schema`. */
export function configurationJsonSchema(gates: readonly Gate[]): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(configurationSchema(gates), { io: "input", reused: "inline" });
  return { $schema, title: "Lanekeeper configuration", ...schema };
}
