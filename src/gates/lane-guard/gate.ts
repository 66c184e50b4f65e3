import { defineGate } from "../../core/gate.ts";
import { gatherLaneGuard } from "./gather.ts";
import { judgeLaneGuard } from "./judge.ts";
import { LaneGuardSettings, laneGuardRules } from "./model.ts";

export const laneGuard = defineGate({
  id: "lane-guard",
  title: "Lane guard",
  question: "Does the change add an import that a contract forbids, directly or through a chain?",
  settings: LaneGuardSettings,
  rules: laneGuardRules,
  gather: (_settings, sources) => gatherLaneGuard(sources),
  judge: judgeLaneGuard,
});
