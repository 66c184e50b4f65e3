import { grouped } from "./count-of.ts";
import type { Finding } from "./finding.ts";
import { shortTrace } from "./short-trace.ts";

/** So many findings of one kind are told one by one. */
const maxFindings = 50;

/**
 * Findings of one kind: nobody reads a thousand, and neither a check run nor a report holds all that a hostile change can make.
 * One finding, which is at no place, stands for the rest.
 */
export function fewFindings(findings: readonly Finding[]): readonly Finding[] {
  const hidden = findings.slice(maxFindings);
  const [first] = hidden;
  if (first === undefined) return findings;
  const { rule, why, fix } = first;
  const what = `So it is with ${grouped(hidden.length)} more.`;
  const trace = shortTrace(hidden.map((one) => one.what));
  return [...findings.slice(0, maxFindings), { rule, what, why, fix, trace }];
}
