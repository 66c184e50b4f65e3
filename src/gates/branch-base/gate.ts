import { defineGate } from "../../core/gate.ts";
import { gatherBranchBase } from "./gather.ts";
import { judgeBranchBase } from "./judge.ts";
import { BranchBaseSettings, branchBaseRules } from "./model.ts";

export const branchBase = defineGate({
  id: "branch-base",
  title: "Branch base",
  question: "Is the change opened against the right branch, and rooted on it?",
  settings: BranchBaseSettings,
  rules: branchBaseRules,
  gather: gatherBranchBase,
  judge: judgeBranchBase,
});
