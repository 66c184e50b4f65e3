import { countOf, grouped } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import { maxCommits } from "../../core/history.ts";
import { shellWord } from "../../core/shell-word.ts";
import { advisedBranch } from "./branch-names.ts";
import type { BranchBaseFacts, BranchBaseSettings, PartedFacts } from "./model.ts";

/** The base where nobody can tell its branch. */
const thatBase = "<base>";

export function wrongBase(settings: BranchBaseSettings, facts: BranchBaseFacts, base: string): Finding {
  const allowed = settings.allowed ?? [facts.defaultBranch ?? "the default branch"];
  const advised = advisedBranch(settings, facts.defaultBranch);
  return {
    rule: "wrong-base",
    what: `The change goes into ${base}; changes go into ${allowed.join(", ")}.`,
    why: "What is merged into another branch never reaches the one that is shipped, or reaches it late and unseen.",
    fix:
      advised === undefined
        ? `Set the base to a branch that is called as one of these patterns: ${allowed.join(", ")}.`
        : `Set the base: \`${moveTo(facts, advised)}\`.`,
  };
}

export function stacked({ stackedOn }: BranchBaseFacts, base: string): Finding {
  return {
    rule: "stacked",
    what: `The change goes into ${base}, the branch of the open pull request #${stackedOn}.`,
    why: "It can only be merged well after that one, and is looked at again when that one closes.",
    fix: `Merge #${stackedOn} first.`,
  };
}

export function noMergeBase({ base }: BranchBaseFacts): Finding {
  return {
    rule: "no-merge-base",
    what: `The change and ${base ?? "its base"} share no commit.`,
    why: "Without a common ancestor nobody can tell what the change changes: all of its files count as new.",
    fix: `Bring your commits onto the base: \`git fetch origin && git rebase --onto ${remote(base)} --root\`.`,
  };
}

export function foreignCommits(
  facts: BranchBaseFacts,
  { branch, count, ids }: PartedFacts["foreign"][number],
  mayMove: boolean,
): Finding {
  const base = facts.base ?? "the base";
  const move = `git fetch origin && git rebase --onto ${remote(facts.base)} ${remote(branch)}`;
  const other = mayMove ? ` Or, if ${branch} is where it belongs: \`${moveTo(facts, branch)}\`.` : "";
  return {
    rule: "foreign-commits",
    what: `The change brings ${commitCount(count)} of ${branch} along that ${base} does not have.`,
    why: `It was started from ${branch}, or ${branch} was merged into it: merging it would merge a part of ${branch}, too.`,
    fix: `On your branch, move your own commits to the base: \`${move}\`.${other}`,
    trace: [...ids, ...(count > ids.length ? [`and ${commitCount(count - ids.length)} more`] : [])],
  };
}

export function unmatchedPatterns(settings: BranchBaseSettings, unmatched: readonly string[]): Finding {
  const all = settings["long-lived"]?.length ?? unmatched.length;
  return {
    rule: "unmatched-pattern",
    what: `${grouped(unmatched.length)} of ${countOf(all, "pattern")} of \`long-lived\` ${unmatched.length === 1 ? "fits" : "fit"} no branch: ${unmatched.join(", ")}.`,
    why: "The change is held against no branch for it: a mistake in a name looks like a branch that brings nothing along.",
    fix: "Correct the pattern, or delete it when its branches are gone. At the desk, run `git fetch` first.",
  };
}

export function stale(facts: BranchBaseFacts, behind: number, days: number): Finding {
  const base = facts.base ?? "the base";
  const onGitHub =
    facts.number === undefined ? "" : `, or let GitHub merge it in: \`gh pr update-branch ${facts.number}\``;
  return {
    rule: "stale",
    what: `The change lacks ${commitCount(behind)} of ${base}, which went on without it for ${countOf(days, "day")}.`,
    why: "What was tested together is not what will be merged together.",
    fix: `Bring it up to date: \`git fetch origin && git rebase ${remote(facts.base)}\`${onGitHub}.`,
  };
}

export function inflated(facts: BranchBaseFacts, lines: number, other: PartedFacts["elsewhere"][number]): Finding {
  const base = facts.base ?? "this base";
  return {
    rule: "inflated",
    what: `Against ${base} the change has ${countOf(lines, "line")}, against ${other.branch} only ${grouped(other.lines)}: it was probably meant for ${other.branch}.`,
    why: "A change against the wrong branch shows the work of others as its own.",
    fix: `If ${other.branch} is meant: \`${moveTo(facts, other.branch)}\`. If not, begin anew from ${base} and bring your own commits with \`git rebase --onto ${remote(facts.base)} ${remote(other.branch)}\`.`,
  };
}

/** Moves the pull request, or opens it where it should go when there is none yet. */
function moveTo({ number }: BranchBaseFacts, branch: string): string {
  const command = number === undefined ? "gh pr create" : `gh pr edit ${number}`;
  return `${command} --base ${shellWord(branch)}`;
}

function remote(branch: string | undefined): string {
  return branch === undefined ? thatBase : shellWord(`origin/${branch}`);
}

function commitCount(count: number): string {
  return count >= maxCommits ? `${grouped(maxCommits)} commits or more` : countOf(count, "commit");
}
