import { z } from "zod";
import type { RuleText } from "../../core/gate.ts";
import { GlobSetting } from "../../formats/globs/glob-setting.ts";

const branchGlobs = z.array(GlobSetting.max(200)).min(1).max(50);

export const BranchBaseSettings = z.strictObject({
  allowed: branchGlobs
    .exactOptional()
    .describe(
      "Glob patterns of branches that changes may go into; the default branch alone, when left out. Of names, `*` stays within one part of `release/2`, `**` does not.",
    ),
  "long-lived": branchGlobs
    .exactOptional()
    .describe(
      "Glob patterns of branches that live beside each other, such as `release/*`: none may bring its commits into another.",
    ),
  "max-behind": z.int().min(1).max(9_999).default(200).describe("How many commits of the base the change may lack."),
  "warn-behind": z
    .int()
    .min(1)
    .max(9_999)
    .default(50)
    .describe("From how many commits on it is told, without blocking."),
  "max-days-behind": z
    .int()
    .min(1)
    .max(9_999)
    .default(30)
    .describe("How many days the base may have gone on without the change."),
  "warn-days-behind": z
    .int()
    .min(1)
    .max(9_999)
    .default(7)
    .describe("From how many days on it is told, without blocking."),
  "inflated-lines": z
    .int()
    .min(1)
    .default(2_000)
    .describe("From how many changed lines other branches are looked at, of which one may be meant."),
  "inflated-share": z
    .int()
    .min(1)
    .max(99)
    .default(20)
    .describe("Another branch may be meant where at most this percentage of the lines would be left."),
});
export type BranchBaseSettings = z.infer<typeof BranchBaseSettings>;

const BranchName = z.string();

/** Commits of a long-lived branch that the change would bring along. `ids` are the newest few. */
const Foreign = z.strictObject({
  branch: BranchName,
  count: z.int().nonnegative(),
  ids: z.array(z.string()).readonly(),
});

const Parted = z.strictObject({
  kind: z.literal("parted"),
  behind: z.int().nonnegative(),
  behindSince: z.int(),
  tipTime: z.int(),
  foreign: z.array(Foreign).readonly(),
  /** Patterns of `long-lived` that no branch fits, so that nothing was compared for them. */
  unmatched: z.array(z.string()).readonly(),
  /** Changed lines; undefined when the list of changes was cut short. */
  lines: z.int().nonnegative().optional(),
  /** The lines that would be left on another branch, where any was looked at. */
  elsewhere: z.array(z.strictObject({ branch: BranchName, lines: z.int().nonnegative() })).readonly(),
});

/** Where a change starts from and where it goes. Branches by their short names. */
export const BranchBaseFacts = z.strictObject({
  /** Of the pull request, for the command that moves it. */
  number: z.int().positive().optional(),
  /** Undefined when the change goes into something that is no branch, which only happens at the desk. */
  base: BranchName.optional(),
  defaultBranch: BranchName.optional(),
  /** The open pull request whose branch the base is. */
  stackedOn: z.int().positive().optional(),
  parting: z.discriminatedUnion("kind", [z.strictObject({ kind: z.literal("unrelated") }), Parted]),
});
export type BranchBaseFacts = Readonly<z.infer<typeof BranchBaseFacts>>;
export type PartedFacts = Readonly<z.infer<typeof Parted>>;

export const branchBaseRules = {
  "wrong-base": {
    title: "The change goes into a branch that takes no changes",
    fix: "Set the base to an allowed branch, for example with `gh pr edit <number> --base main`.",
  },
  stacked: {
    title: "The change goes into the branch of another open pull request",
    fix: "Nothing now: merge the other one first, and the base becomes what that one went into.",
  },
  "no-merge-base": {
    title: "The change and its base share no commit",
    fix: "Bring your commits onto the base, for example with `git rebase --onto origin/main --root`.",
  },
  "foreign-commits": {
    title: "The change brings commits of another long-lived branch along",
    fix: "Move your own commits to the base with `git rebase --onto origin/<base> origin/<other>`, or set the base to the branch that you started from.",
  },
  "unmatched-pattern": {
    title: "A pattern of long-lived branches fits no branch",
    fix: "Correct the pattern in `long-lived`, or delete it when its branches are gone. At the desk, run `git fetch` first.",
  },
  stale: {
    title: "The base has moved on since the change started",
    fix: "Bring the change up to date with `git fetch origin && git rebase origin/<base>`, or with `gh pr update-branch <number>`.",
  },
  inflated: {
    title: "Against another branch the change would be much smaller",
    fix: "If that branch is meant, set the base to it with `gh pr edit <number> --base <branch>`.",
  },
} as const satisfies Record<string, RuleText>;
