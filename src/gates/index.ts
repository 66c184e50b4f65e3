import type { Gate } from "../core/gate.ts";
import { attestations } from "./attestations/gate.ts";
import { batchSize } from "./batch-size/gate.ts";
import { benchmarks } from "./benchmarks/gate.ts";
import { branchBase } from "./branch-base/gate.ts";
import { coverage } from "./coverage/gate.ts";
import { laneGuard } from "./lane-guard/gate.ts";
import { ownership } from "./ownership/gate.ts";
import { patchSafety } from "./patch-safety/gate.ts";

/** Every gate there is, in the order in which check runs are listed. */
export const gates: readonly Gate[] = [
  // One line a gate.
  laneGuard,
  coverage,
  benchmarks,
  attestations,
  ownership,
  branchBase,
  batchSize,
  patchSafety,
];
