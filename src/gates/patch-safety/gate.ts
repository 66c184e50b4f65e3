import { defineGate } from "../../core/gate.ts";
import { gatherPatchSafety } from "./gather.ts";
import { judgePatchSafety } from "./judge.ts";
import { PatchSafetySettings } from "./model.ts";
import { patchSafetyRules } from "./rules.ts";

export const patchSafety = defineGate({
  id: "patch-safety",
  title: "Patch safety",
  question: "Does a mechanical change do only what it may?",
  settings: PatchSafetySettings,
  rules: patchSafetyRules,
  gather: gatherPatchSafety,
  judge: judgePatchSafety,
});
