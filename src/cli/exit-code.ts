import type { FaultCode } from "../core/fault.ts";

/** What the process says when it ends. Documented; never renumbered. */
export const exitCodes = {
  clear: 0,
  blocked: 1,
  usage: 2,
  undecided: 3,
  fault: 70,
} as const;

/** Faults that the user's own words caused. */
const usageFaults: ReadonlySet<FaultCode> = new Set([
  "BAD_ENVIRONMENT",
  "BAD_USAGE",
  "NO_MERGE_BASE",
  "NOT_A_REPOSITORY",
  "UNKNOWN_REVISION",
]);

export function exitCodeOfFault(code: FaultCode): number {
  return usageFaults.has(code) ? exitCodes.usage : exitCodes.fault;
}
