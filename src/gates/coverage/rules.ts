import type { RuleText } from "../../core/gate.ts";

export const coverageRules = {
  "below-threshold": {
    title: "A module is covered less than its threshold asks",
    fix: "Add tests for the module until it reaches the threshold.",
  },
  "not-measured": {
    title: "A module has files, and no report measures them as its rule asks",
    fix: "Let the tests measure the module, or set `missing-module: pass` or another `metric`.",
  },
  "coverage-dropped": {
    title: "A module is covered less than in the merge base",
    fix: "Add tests for what the change brings, or keep those that it removes.",
  },
  "changed-lines-uncovered": {
    title: "Lines that the change brings are not covered",
    fix: "Add a test that runs these lines.",
  },
  "changed-lines-below": {
    title: "Too few of the changed lines are covered",
    fix: "Add tests for the lines that are listed.",
  },
  "no-such-module": {
    title: "A module's paths match no file",
    fix: "Correct the paths in the configuration, or remove the module if it is gone.",
  },
  "module-taken": {
    title: "Every file of a module is in other modules",
    fix: "Remove the module, or one of the paths that fit its files better.",
  },
  unmeasured: {
    title: "Source files that no report mentions",
    fix: "Let the coverage tool list files that no test loads, or set `exclude` for files that need no tests.",
  },
  "without-branches": {
    title: "Measured files in which the reports name no branch",
    fix: "Nothing, if they have none. Else switch branches on where they are tested, or set another `metric`.",
  },
  "no-base": {
    title: "There is no report of the merge base to compare with",
    fix: "Let the workflow that measures run on pushes to the base branch too.",
  },
  "flaky-lines": {
    title: "Lines that are covered in one run and not in the next, though nothing of them changed",
    fix: "Make the tests that reach these lines do the same every time: look for time, order, chance and threads.",
  },
  "lines-of-merge": {
    title: "The reports are of a merge with a base that has changed the same files",
    fix: "Bring the branch up to date with its base, or let the workflow check out the head.",
  },
  "base-passed-over": {
    title: "A commit is not compared with, because a report of it is damaged, or all are too much together",
    fix: "Run the workflow of that commit again; if it is damaged again, correct what writes it. Of too much, ask for less.",
  },
  "report-remark": { title: "Something about a report is worth knowing", fix: "Nothing, if it is as expected." },
} as const satisfies Record<string, RuleText>;
