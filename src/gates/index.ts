import type { Gate } from "../core/gate.ts";

/** Every gate there is, in the order in which check runs are listed. One line a gate. */
export const gates: readonly Gate[] = [];
