import { defineGate } from "../../core/gate.ts";
import { gatherBatchSize } from "./gather.ts";
import { judgeBatchSize } from "./judge.ts";
import { figuresOf } from "./measure.ts";
import { BatchSizeSettings, batchSizeRules } from "./model.ts";

export const batchSize = defineGate({
  id: "batch-size",
  title: "Batch size",
  question: "Is the change small enough to review?",
  settings: BatchSizeSettings,
  rules: batchSizeRules,
  gather: gatherBatchSize,
  judge: judgeBatchSize,
  figures: figuresOf,
});
