import type { SignatureStep, StepOutcome } from "../core/attestation.ts";

/** Ends a verification at this step. The text is for people. */
export class StepEnded extends Error {
  readonly step: SignatureStep;
  readonly outcome: "failed" | "unproven";

  constructor(step: SignatureStep, outcome: "failed" | "unproven", detail: string) {
    super(detail);
    this.step = step;
    this.outcome = outcome;
  }
}

export function failed(step: SignatureStep, detail: string): StepEnded {
  return new StepEnded(step, "failed", detail);
}

export function unproven(step: SignatureStep, detail: string): StepEnded {
  return new StepEnded(step, "unproven", detail);
}

/** What was found at each step so far. */
export type Findings = Map<SignatureStep, Pick<StepOutcome, "outcome" | "detail">>;

/** Runs one part; any exception that is not a `StepEnded` is this step's failure, with the words of whoever threw it. */
export function within<T>(step: SignatureStep, what: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof StepEnded) throw error;
    throw failed(step, `${what} (${wordsOf(error)})`);
  }
}

const maxWords = 200;

/** What an exception says, for the end of a sentence of ours. It may quote what it read, so it is kept short and plain. */
export function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return words.replaceAll(/[^\x20-\x7e]+/g, " ").slice(0, maxWords);
}
