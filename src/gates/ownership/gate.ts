import { defineGate } from "../../core/gate.ts";
import { ownershipFigures } from "./figures.ts";
import { gatherOwnership } from "./gather.ts";
import { judgeOwnership } from "./judge.ts";
import { OwnershipSettings } from "./model.ts";
import { proveOverlaps } from "./overlaps/prove-overlaps.ts";
import { ownersOfPaths } from "./owners-of-paths.ts";
import { ownershipRules } from "./rules.ts";
import { ownershipTerritory } from "./territory.ts";

export const ownership = defineGate({
  id: "ownership",
  title: "Ownership",
  question: "Does an agent change what belongs to another?",
  settings: OwnershipSettings,
  rules: ownershipRules,
  async gather(settings, sources) {
    const gathered = await gatherOwnership(settings, sources);
    return gathered.kind === "facts" ? proveOverlaps(settings, gathered.facts) : gathered;
  },
  judge: judgeOwnership,
  figures: ownershipFigures,
  territory: ownershipTerritory,
  owners: ownersOfPaths,
});
