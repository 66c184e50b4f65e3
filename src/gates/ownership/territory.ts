import type { Account } from "../../core/acting.ts";
import type { Identity } from "../../core/actor.ts";
import type { Conversation, Territory, TerritorySources } from "../../core/territory.ts";
import { mayHoldExclusiveRights } from "../../core/trust-tier.ts";
import { namesOf, readPattern } from "../../formats/ownership/pattern.ts";
import { actorsOf } from "./actors/actors.ts";
import { mostSteps } from "./bounded-effort.ts";
import { gatherBaseMap } from "./map/base-map.ts";
import { ownerFinder } from "./map/owner-of.ts";
import { ownershipMap } from "./map/ownership-map.ts";
import type { OwnershipSettings } from "./model.ts";
import { leaseLimits } from "./settings/leases.ts";
import type { MapSettings } from "./settings/map.ts";
import { sourceText } from "./wording.ts";

/** What commands in comments ask the map of a branch. */
export async function ownershipTerritory(
  settings: OwnershipSettings,
  { repository, now }: TerritorySources,
): Promise<Territory | "unreadable"> {
  const base = await gatherBaseMap(settings, repository.history);
  if (base.kind === "none") return "unreadable";
  const { map } = base;
  const find = ownerFinder(ownershipMap(map.settings, map.lists, map.own), now);
  return {
    agents: Object.keys(map.settings.agents),
    limits: leaseLimits(settings.leases),
    compared: { maxAgeDays: settings.overlap["max-age-days"], maxFiles: settings.overlap["max-files"] },
    identify: (account, conversation) => identityOf(map.settings, account, conversation),
    ownerOf(path) {
      const ownership = find(path);
      return { mode: ownership.mode, owners: ownership.owners, source: sourceText(ownership) };
    },
    pattern(text) {
      const read = readPattern(text);
      if (read.kind === "objection") return { kind: "problem", because: read.because };
      const effort = { steps: 0, most: mostSteps };
      return { kind: "pattern", matches: (path) => read.pattern.matches(namesOf(path), effort) };
    },
  };
}

/** As if the account had opened a pull request with nothing in it: what others have pushed there says nothing of it. */
function identityOf({ agents }: MapSettings, account: Account, conversation: Conversation): Identity {
  const nobodyElse = { items: [], complete: true };
  const actors = actorsOf(agents, {
    acting: { author: account, pushers: nobodyElse, signers: nobodyElse },
    branch: conversation.headRef,
    labels: conversation.labels,
    commits: [],
    said: conversation.declared,
  });
  const proven = actors.find(({ tier }) => mayHoldExclusiveRights(tier));
  const seeming = account.type === "bot" ? undefined : actors.find(({ agent }) => agent !== undefined);
  const { tier, agent } = proven ?? seeming ?? actors[0] ?? { tier: "none", agent: undefined };
  return { tier, agent };
}
