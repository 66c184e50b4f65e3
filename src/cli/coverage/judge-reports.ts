import type { AttestationSource } from "../../core/attestation.ts";
import { dayOf } from "../../core/day.ts";
import type { EvidenceSource } from "../../core/evidence.ts";
import type { Gate } from "../../core/gate.ts";
import type { GateReport } from "../../core/report.ts";
import type { RepositorySource } from "../../core/repository.ts";
import type { Subject } from "../../core/subject.ts";
import { evaluate } from "../../engine/evaluate.ts";
import { CoverageFigures } from "../../formats/coverage/figures.ts";
import type { CoverageRule } from "./coverage-rule.ts";

export interface JudgedReports {
  readonly verdict: GateReport;
  /** Undefined where nothing could be judged; the verdict says why. */
  readonly figures: CoverageFigures | undefined;
}

export interface JudgeRequest {
  readonly rule: CoverageRule;
  readonly repository: RepositorySource;
  readonly evidence: EvidenceSource;
  readonly attestations: AttestationSource;
  readonly subject: Subject;
  readonly onError: (gateId: string, error: unknown) => void;
}

/** Runs the gate itself, so that its verdict and its numbers are those that the server would come to. */
export async function judgeReports({ rule, onError, ...ports }: JudgeRequest): Promise<JudgedReports> {
  let figures: CoverageFigures | undefined;
  const gate: Gate = {
    ...rule.gate,
    async run(settings, sources) {
      const judged = await rule.gate.run(settings, sources);
      if (judged.kind === "ruling") figures = CoverageFigures.parse(judged.figures?.());
      return judged;
    },
  };
  const [verdict] = await evaluate(
    [{ gate, mode: rule.mode, settings: rule.settings }],
    { ...ports, today: dayOf(Date.now()), now: Date.now() },
    { clock: () => performance.now(), onFault: "unproven", onError },
  );
  if (verdict === undefined) throw new Error("one gate gives one verdict");
  return { verdict, figures };
}
