import { defineGate } from "../../core/gate.ts";
import { gatherLaneGuard } from "./gather.ts";
import { judgeLaneGuard } from "./judge.ts";
import { LaneGuardSettings } from "./model.ts";
import { newImports } from "./new-imports.ts";
import { laneGuardRules } from "./rules.ts";

export const laneGuard = defineGate({
  id: "lane-guard",
  title: "Lane guard",
  question: "Does the change add an import that a contract forbids, directly or through a chain?",
  settings: LaneGuardSettings,
  rules: laneGuardRules,
  gather: gatherLaneGuard,
  judge: judgeLaneGuard,
  trees: { gather: gatherLaneGuard, newWays: newImports },
});
