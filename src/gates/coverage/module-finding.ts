import type { Finding } from "../../core/finding.ts";
import { coverageRules } from "./rules.ts";

const reasons = {
  "below-threshold": "What no test runs may be broken without anybody noticing.",
  "not-measured": "A threshold that nothing is measured against is always kept.",
  "coverage-dropped": "Coverage that slips a little with every change is gone one day.",
  "no-such-module": "A rule about nothing never objects, and nobody notices.",
  "module-taken": "Each file is in one module, so this rule is about nothing.",
  unmeasured: "Files that no test loads are left out of the percentage, which looks better than it is.",
  "without-branches": "Where a tool does not look for branches, none is missed.",
  "flaky-lines": "A number that changes by itself says nothing about a change.",
  "no-base": "Without numbers from before, a loss cannot be seen.",
} as const;

/** What is to be said of a module. */
export function moduleFinding(rule: keyof typeof reasons, what: string): Finding {
  return { rule, what, why: reasons[rule], fix: coverageRules[rule].fix };
}
