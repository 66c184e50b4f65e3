import { z } from "zod";
import { TrustTier } from "../../core/trust-tier.ts";
import { judgePaths } from "./judge-paths.ts";
import type { OwnershipFacts, OwnershipSettings } from "./model.ts";
import { Mode } from "./settings/rule.ts";

/** What the ruling rests on, for programs: who acts, and of each touched path whose it is and what came of it. */
export const OwnershipFigures = z.strictObject({
  actors: z.array(z.strictObject({ agent: z.string().nullable(), trust: TrustTier, login: z.string().nullable() })),
  paths: z.array(
    z.strictObject({
      path: z.string(),
      owners: z.array(z.string()),
      mode: Mode,
      source: z.string(),
      result: z.enum(["allowed", "noted", "violation"]),
    }),
  ),
});
export type OwnershipFigures = z.infer<typeof OwnershipFigures>;

export function ownershipFigures(settings: OwnershipSettings, facts: OwnershipFacts): OwnershipFigures {
  return {
    actors: facts.actors.map(({ agent = null, tier, login = null }) => ({ agent, trust: tier, login })),
    paths: judgePaths(settings, facts).map(({ path, ownership: { owners, mode, source, id }, objections }) => {
      const denied = objections.some(({ kind }) => kind === "denied");
      const result = denied ? "violation" : objections.length > 0 ? "noted" : "allowed";
      return { path, owners: [...owners], mode, source: source === id ? source : `${source}:${id}`, result };
    }),
  };
}
