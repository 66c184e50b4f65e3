import type { Finding } from "../core/finding.ts";
import type { Position } from "../formats/yaml/position.ts";
import { type ConfigurationRuleId, configurationRules } from "./rules.ts";

/** Something wrong at one place of the file. `fix` replaces the general advice of the rule. */
export interface Problem {
  readonly rule: ConfigurationRuleId;
  readonly at: Position;
  readonly what: string;
  readonly fix?: string | undefined;
}

/** More would drown the reader, and correcting the first ones often corrects the rest. */
const maxFindings = 50;

export type Findings = readonly [Finding, ...Finding[]];

/** The problems as findings, in the order of the file. */
export function findingsOf(path: string, first: Problem, ...others: readonly Problem[]): Findings {
  const [head, ...rest] = [first, ...others].toSorted((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
  const shown = rest.slice(0, maxFindings - 1).map((problem) => findingOf(path, problem));
  const hidden = rest.length - shown.length;
  const last = shown.at(-1);
  if (hidden > 0 && last !== undefined) {
    shown[shown.length - 1] = { ...last, trace: [`${hidden} more problems are not shown.`] };
  }
  return [findingOf(path, head ?? first), ...shown];
}

function findingOf(path: string, { rule, at, what, fix }: Problem): Finding {
  return {
    rule,
    what: `Line ${at.line}, column ${at.column}: ${what}`,
    why: configurationRules[rule].why,
    fix: fix ?? configurationRules[rule].fix,
    at: { path, firstLine: at.line },
  };
}

/** About the file as a whole, where no line can be named. */
export function wholeFileFinding(path: string, rule: ConfigurationRuleId, what: string, fix?: string): Finding {
  return { rule, what, why: configurationRules[rule].why, fix: fix ?? configurationRules[rule].fix, at: { path } };
}
