import type { ProblemOf } from "./problem-log.ts";

interface Damage {
  readonly what: string;
  readonly fix: string;
}

/** Why a report stands for nothing: what was met first of all that may have lost something. */
export function damageOf(problems: readonly ProblemOf<string>[]): Damage {
  const first = problems.find(({ damaged }) => damaged);
  if (first === undefined) return { what: "The report is damaged.", fix: "Write it again, and upload it whole." };
  return { what: first.what, fix: first.fix };
}
