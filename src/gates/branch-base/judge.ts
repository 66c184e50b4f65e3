import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import type { Ruling } from "../../core/verdict.ts";
import { isAllowedBy } from "./branch-names.ts";
import { foreignCommits, inflated, noMergeBase, stacked, stale, unmatchedPatterns, wrongBase } from "./findings.ts";
import type { BranchBaseFacts, BranchBaseSettings, PartedFacts } from "./model.ts";

interface Said {
  readonly findings: readonly Finding[];
  readonly notes: readonly Finding[];
}

/** Whether the change goes where changes go, and starts from there. */
export function judgeBranchBase(settings: BranchBaseSettings, facts: BranchBaseFacts): Ruling {
  const { parting } = facts;
  const parts: readonly Said[] =
    parting.kind === "unrelated"
      ? [judgeBase(settings, facts), { findings: [noMergeBase(facts)], notes: [] }]
      : [
          judgeBase(settings, facts),
          judgeForeign(settings, facts, parting),
          judgePatterns(settings, parting),
          judgeAge(settings, facts, parting),
          judgeSize(settings, facts, parting),
        ];
  const notes = parts.flatMap((part) => part.notes);
  const [first, ...others] = parts.flatMap((part) => part.findings);
  const summary = summaryOf(settings, facts);
  const examined = { count: branchesOf(parting), of: "branches" };
  if (first === undefined) return { outcome: "passed", summary, examined, notes };
  return { outcome: "failed", summary, examined, findings: [first, ...others], notes };
}

function judgeBase(settings: BranchBaseSettings, facts: BranchBaseFacts): Said {
  const { base, stackedOn } = facts;
  const isAllowed = isAllowedBy(settings, facts.defaultBranch);
  if (base === undefined || isAllowed === undefined || isAllowed(base)) return nothing;
  if (stackedOn !== undefined) return { findings: [], notes: [stacked(facts, base)] };
  return { findings: [wrongBase(settings, facts, base)], notes: [] };
}

function judgeForeign(settings: BranchBaseSettings, facts: BranchBaseFacts, { foreign }: PartedFacts): Said {
  const isAllowed = isAllowedBy(settings, facts.defaultBranch);
  const findings = foreign
    .filter(({ count }) => count > 0)
    .map((shared) => foreignCommits(facts, shared, isAllowed?.(shared.branch) === true));
  return { findings, notes: [] };
}

/** Only a note: `release/*` fits nothing before the first release, and a branch may be gone for good. */
function judgePatterns(settings: BranchBaseSettings, { unmatched }: PartedFacts): Said {
  return unmatched.length === 0 ? nothing : { findings: [], notes: [unmatchedPatterns(settings, unmatched)] };
}

function judgeAge(settings: BranchBaseSettings, facts: BranchBaseFacts, parting: PartedFacts): Said {
  const { behind } = parting;
  const days = daysBehind(parting);
  const finding = stale(facts, behind, days);
  if (behind > settings["max-behind"] || days > settings["max-days-behind"]) return { findings: [finding], notes: [] };
  const told = behind >= settings["warn-behind"] || days >= settings["warn-days-behind"];
  return told ? { findings: [], notes: [finding] } : nothing;
}

/** Only a guess, so that it never blocks. */
function judgeSize(settings: BranchBaseSettings, facts: BranchBaseFacts, { lines, elsewhere }: PartedFacts): Said {
  if (lines === undefined || lines < settings["inflated-lines"]) return nothing;
  const [smallest] = elsewhere.toSorted((one, other) => one.lines - other.lines);
  if (smallest === undefined || smallest.lines * 100 > lines * settings["inflated-share"]) return nothing;
  return { findings: [], notes: [inflated(facts, lines, smallest)] };
}

const nothing: Said = { findings: [], notes: [] };
const msPerDay = 86_400_000;

/** Whole days that the base went on without the change. */
function daysBehind({ behindSince, tipTime }: PartedFacts): number {
  return Math.max(0, Math.floor((tipTime - behindSince) / msPerDay));
}

function branchesOf(parting: BranchBaseFacts["parting"]): number {
  return parting.kind === "unrelated" ? 1 : 1 + parting.foreign.length + parting.elsewhere.length;
}

function summaryOf(settings: BranchBaseSettings, facts: BranchBaseFacts): string {
  const { base, parting } = facts;
  const isAllowed = isAllowedBy(settings, facts.defaultBranch);
  const known = base !== undefined && isAllowed !== undefined;
  const where = known
    ? `Goes into ${base}`
    : "Whether the base is the right branch is not known, for want of its name or that of the default branch";
  if (parting.kind === "unrelated") return `${where}, and shares no commit with it.`;
  const foreign = parting.foreign.length;
  const none = parting.unmatched.length > 0 ? ", compared with no long-lived branch" : "";
  const looked =
    foreign === 0 ? none : `, compared with ${countOf(foreign, "long-lived branch", "long-lived branches")}`;
  return `${where}; ${countOf(parting.behind, "commit")} and ${countOf(daysBehind(parting), "day")} behind${looked}.`;
}
