import type { Actor } from "./actors/actors.ts";
import type { Ownership } from "./map/owner-of.ts";
import type { OwnershipSettings, Policy } from "./model.ts";
import type { OwnershipRule } from "./rules.ts";
import type { MapSettings } from "./settings/map.ts";

/** What somebody may do to a path: nothing is said, a note is made, or it fails. */
export type PathVerdict =
  | { readonly kind: "allowed" }
  | { readonly kind: "noted" | "denied"; readonly rule: OwnershipRule };

export interface Scene {
  readonly policies: Pick<OwnershipSettings, "humans" | "automation">;
  readonly agents: MapSettings["agents"];
  /** Nobody is authenticated here, so that whoever seems to act is judged as if it were proven. */
  readonly atDesk: boolean;
}

const allowed: PathVerdict = { kind: "allowed" };

/** Whether one of those who act may change a path. Each of them is asked. */
export function verdictOf(actor: Actor, ownership: Ownership, scene: Scene): PathVerdict {
  const { mode } = ownership;
  if (mode === "open" || mode === "shared" || owns(actor, ownership, scene)) return allowed;
  if (mode === "advisory") return adviceTo(actor, scene);
  switch (actor.tier) {
    case "unknown-bot":
      return { kind: "denied", rule: "unlisted-bot" };
    case "automation":
      return byPolicy(scene.policies.automation, "automation-change");
    case "none":
      return byPolicy(scene.policies.humans, "human-change");
    case "declared":
    case "hint":
      if (!scene.atDesk) return { kind: "noted", rule: "uncertain-agent" };
      return { kind: "denied", rule: mode === "frozen" ? "frozen-path" : "foreign-path" };
    case "verified":
    case "verified-pusher":
    case "delegated":
      return { kind: "denied", rule: mode === "frozen" ? "frozen-path" : "foreign-path" };
  }
}

/**
 * What is an agent's is so for whoever is that agent. On the platform, whoever only seems to be it is a person besides, who is
 * asked as such, so that nothing is gained by it: there is only nothing to warn of. What is people's is so for every person.
 */
function owns({ tier, agent }: Actor, { owners }: Ownership, { agents }: Pick<Scene, "agents">): boolean {
  if (tier === "none") return owners.some((owner) => !Object.hasOwn(agents, owner));
  return agent !== undefined && owners.includes(agent);
}

function adviceTo({ tier }: Actor, { policies }: Scene): PathVerdict {
  if (tier === "none" && policies.humans === "allow") return allowed;
  if (tier === "automation" && policies.automation === "allow") return allowed;
  return { kind: "noted", rule: "advisory-path" };
}

function byPolicy(policy: Policy, rule: OwnershipRule): PathVerdict {
  switch (policy) {
    case "allow":
      return allowed;
    case "notify":
      return { kind: "noted", rule };
    case "deny":
      return { kind: "denied", rule };
  }
}
