import type { Conclusion } from "../../core/conclusion.ts";
import type { PublishedOverlapMessage } from "../../core/published-overlap-message.ts";
import {
  audit,
  cachedLookup,
  chainImport,
  conflictMarkers,
  directImport,
  generatedClients,
  ledgerBy,
  ledgerPath,
  nightly,
  packing,
  rankedFields,
  receipts,
  refunds,
  summary,
  withoutLaneGuard,
} from "./changes.ts";
import { configurationText, type Files, longLivedBranch } from "./platform.ts";

/** What the data for agents in a comment must say. */
export interface ExpectedComment {
  readonly verdict: PublishedOverlapMessage["verdict"];
  /** Asks for paths of others. */
  readonly command?: string;
  /** The branch of the one pull request that it cannot be merged with, and that of the one of both that has to wait. */
  readonly collides?: { readonly with: string; readonly yields: string };
}

/** One pull request of the demo, and what every check run on it must say. */
export interface ScriptedPullRequest {
  readonly title: string;
  readonly author: string;
  readonly branch: string;
  readonly fromFork: boolean;
  /** The branch that it starts from, unless that is `main`. */
  readonly startsFrom?: string;
  /** What the branch changes: new text by path. */
  readonly files: Files;
  readonly expected: Readonly<Record<string, Conclusion>>;
  /** What its one comment says; without this it must have none. */
  readonly comment?: ExpectedComment;
  /** Lines that no test runs, by path. */
  readonly untested?: Readonly<Record<string, readonly number[]>>;
  /** How many times as long benchmarks take, by name. */
  readonly slower?: Readonly<Record<string, number>>;
  /** What was built is packed again after it was attested. */
  readonly repacked?: true;
  /** Where an annotation must stand. */
  readonly annotation?: { readonly gate: string; readonly path: string; readonly line: number };
}

const gateNames = [
  "configuration",
  "lane-guard",
  "coverage",
  "benchmarks",
  "attestations",
  "ownership",
  "branch-base",
  "batch-size",
  "patch-safety",
] as const;

const clear: Readonly<Record<string, Conclusion>> = {
  ...Object.fromEntries(gateNames.map((name) => [`lanekeeper / ${name}`, "success"])),
  lanekeeper: "success",
};

function blockedBy(...gates: readonly (typeof gateNames)[number][]): Readonly<Record<string, Conclusion>> {
  const failures = gates.map((name) => [`lanekeeper / ${name}`, "failure"] as const);
  return { ...clear, ...Object.fromEntries(failures), lanekeeper: "failure" };
}

const ledgerByDay = "codex/ledger-day";
const ledgerByOwner = "claude/ledger-owner";

/** The cast: four agents, a person and a contributor's fork. */
export function scriptedPullRequests(): readonly ScriptedPullRequest[] {
  return [
    {
      title: "Cache consent lookups",
      author: "codex[bot]",
      branch: "codex/consent-cache",
      fromFork: false,
      files: { "lukhas/consent/cached.py": cachedLookup("lukhas.consent") },
      expected: clear,
    },
    {
      title: "Issue tokens from folded memory",
      author: "claude[bot]",
      branch: "claude/identity-tokens",
      fromFork: false,
      files: { "lukhas/identity/tokens.py": directImport },
      expected: blockedBy("lane-guard"),
      annotation: { gate: "lane-guard", path: "lukhas/identity/tokens.py", line: 4 },
    },
    {
      title: "Open sessions through the engine",
      author: "claude[bot]",
      branch: "claude/sessions",
      fromFork: false,
      files: { "lukhas/identity/session.py": chainImport },
      expected: blockedBy("lane-guard"),
      annotation: { gate: "lane-guard", path: "lukhas/identity/session.py", line: 4 },
    },
    {
      title: "Generate clients for every product",
      author: "copilot[bot]",
      branch: "copilot/clients",
      fromFork: false,
      files: generatedClients(32),
      expected: blockedBy("batch-size"),
    },
    {
      title: "Refund what was paid twice",
      author: "gemini[bot]",
      branch: "gemini/refunds",
      fromFork: false,
      files: { "lukhas/billing/refund.py": refunds },
      untested: { "lukhas/billing/refund.py": [9, 10, 11] },
      expected: blockedBy("coverage"),
      annotation: { gate: "coverage", path: "lukhas/billing/refund.py", line: 9 },
    },
    {
      title: "Rank results by every field",
      author: "codex[bot]",
      branch: "codex/rank-fields",
      fromFork: false,
      files: { "lukhas/search/fields.py": rankedFields },
      slower: { "benchmarks/test_search.py::test_rank": 1.3 },
      expected: blockedBy("benchmarks"),
    },
    {
      title: "Pack the core lane smaller",
      author: "claude[bot]",
      branch: "claude/pack",
      fromFork: false,
      files: { "core/text/packing.py": packing },
      repacked: true,
      expected: blockedBy("attestations"),
    },
    {
      title: "Explain the ledger in its docstring",
      author: "mira",
      branch: "ledger-docs",
      fromFork: true,
      files: { "lukhas/ledger/__init__.py": '"""lukhas.ledger: what was promised to whom, and when."""\n' },
      // Its workflow has no key, so that is left to the merge queue.
      expected: { ...clear, "lanekeeper / attestations": "skipped" },
    },
    {
      title: "Relax the lane rules",
      author: "copilot[bot]",
      branch: "copilot/relax",
      fromFork: false,
      files: {
        ".github/lanekeeper.yml": withoutLaneGuard(configurationText),
        "core/text/summary.py": summary,
      },
      expected: blockedBy("lane-guard", "ownership", "patch-safety"),
      comment: { verdict: "blocked", command: "/handoff copilot core/text/summary.py" },
      annotation: { gate: "lane-guard", path: "core/text/summary.py", line: 3 },
    },
    {
      title: "Merge search ranking",
      author: "codex[bot]",
      branch: "codex/ranking",
      fromFork: false,
      files: { "lukhas/search/ranking.py": conflictMarkers },
      expected: blockedBy("lane-guard"),
      annotation: { gate: "lane-guard", path: "lukhas/search/ranking.py", line: 4 },
    },
    {
      title: "Remember who was refunded",
      author: "gemini[bot]",
      branch: "gemini/receipts",
      fromFork: false,
      files: { "lukhas/billing/receipts.py": receipts, "lukhas/identity/audit.py": audit },
      expected: blockedBy("ownership"),
      annotation: { gate: "ownership", path: "lukhas/identity/audit.py", line: 1 },
      comment: { verdict: "blocked", command: "/handoff gemini lukhas/identity/audit.py" },
    },
    {
      title: "Book by day",
      author: "codex[bot]",
      branch: ledgerByDay,
      fromFork: false,
      files: ledgerBy("day"),
      expected: clear,
      comment: { verdict: "coordinate", collides: { with: ledgerByOwner, yields: ledgerByOwner } },
    },
    {
      title: "Book by owner",
      author: "claude[bot]",
      branch: ledgerByOwner,
      fromFork: false,
      files: ledgerBy("owner"),
      expected: blockedBy("ownership"),
      annotation: { gate: "ownership", path: ledgerPath, line: 8 },
      comment: { verdict: "blocked", collides: { with: ledgerByDay, yields: ledgerByOwner } },
    },
    {
      title: "Settle refunds at night",
      author: "gemini[bot]",
      branch: "gemini/nightly",
      startsFrom: longLivedBranch,
      fromFork: false,
      files: { "lukhas/billing/nightly.py": nightly },
      expected: blockedBy("branch-base"),
    },
  ];
}
