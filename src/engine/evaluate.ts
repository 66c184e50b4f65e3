import type { ConfiguredGate } from "../config/configuration.ts";
import { Fault } from "../core/fault.ts";
import type { Sources } from "../core/gate.ts";
import type { GateReport } from "../core/report.ts";
import type { Verdict } from "../core/verdict.ts";
import { conclude } from "./conclude.ts";

export interface EvaluateOptions {
  /** Milliseconds; only differences matter. */
  readonly clock: () => number;
  /**
   * What a fault that a retry may heal becomes: an unproven verdict, or an exception for whoever can retry. All
   * other exceptions make the gate unproven.
   */
  readonly onFault: "unproven" | "throw";
  /** Told of everything a gate throws, for the log. The verdict's text never carries the exception's own text. */
  readonly onError?: (gateId: string, error: unknown) => void;
}

/** Runs every gate alone: whatever one of them throws touches no other. Reports come in the order of the gates. */
export async function evaluate(
  gates: readonly ConfiguredGate[],
  sources: Sources,
  options: EvaluateOptions,
): Promise<readonly GateReport[]> {
  const settled = await Promise.allSettled(gates.map((gate) => evaluateGate(gate, sources, options)));
  // Every gate has ended before anything is thrown, so that no work goes on behind the caller's back.
  return settled.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return result.value;
  });
}

async function evaluateGate(
  { gate, mode, settings }: ConfiguredGate,
  sources: Sources,
  options: EvaluateOptions,
): Promise<GateReport> {
  const about = { gate: gate.id, title: gate.title, mode };
  return reportOn(about, options, async () => conclude(await gate.run(settings, sources)));
}

/** Times the work and makes a verdict even of its breaking down. */
export async function reportOn(
  about: Pick<GateReport, "gate" | "title" | "mode">,
  options: EvaluateOptions,
  work: () => Promise<Verdict>,
): Promise<GateReport> {
  const startedAt = options.clock();
  const verdict = await work().catch((error: unknown): Verdict => {
    noteBreakdown(about.gate, error, options);
    return { outcome: "unproven", summary: breakdownSummary(error) };
  });
  return { ...about, verdict, durationMs: Math.max(0, options.clock() - startedAt) };
}

/** Tells the log, and throws what a retry may heal for whoever can retry. */
export function noteBreakdown(
  gateId: string,
  error: unknown,
  { onError, onFault }: Pick<EvaluateOptions, "onError" | "onFault">,
): void {
  onError?.(gateId, error);
  if (onFault === "throw" && error instanceof Fault && error.retry) throw error;
}

/** A fault's message is written for people. What another exception says may quote files or tokens, so it stays out. */
function breakdownSummary(error: unknown): string {
  if (!(error instanceof Fault)) {
    return "This gate broke down. That is a mistake in Lanekeeper, not in the change. Run it again; if it stays, ask whoever runs Lanekeeper to look into its log.";
  }
  return `${error.message} (${error.code}) ${remedyFor(error)}`;
}

function remedyFor({ code, retry }: Fault): string {
  if (retry) return "Run it again in a moment.";
  return isOfTheChange.has(code)
    ? "A second run over the same commits will not help."
    : "A second run will not help: ask whoever runs Lanekeeper.";
}

/** What nobody but the author can mend, and at the desk nobody else runs Lanekeeper. */
const isOfTheChange: ReadonlySet<Fault["code"]> = new Set(["LIST_CUT_SHORT", "NO_MERGE_BASE"]);
