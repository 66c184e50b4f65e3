import type { Conclusion } from "../../core/conclusion.ts";
import { configurationText, type Files } from "./platform.ts";

/** One pull request of the demo, and what every check run on it must say. */
export interface ScriptedPullRequest {
  readonly title: string;
  readonly author: string;
  readonly branch: string;
  readonly fromFork: boolean;
  /** What the branch changes: new text by path. */
  readonly files: Files;
  readonly expected: Readonly<Record<string, Conclusion>>;
  /** Lines that no test runs, by path. */
  readonly untested?: Readonly<Record<string, readonly number[]>>;
  /** How many times as long benchmarks take, by name. */
  readonly slower?: Readonly<Record<string, number>>;
  /** What was built is packed again after it was attested. */
  readonly repacked?: true;
  /** Where an annotation must stand. */
  readonly annotation?: { readonly gate: string; readonly path: string; readonly line: number };
}

const clear = {
  "lanekeeper / configuration": "success",
  "lanekeeper / lane-guard": "success",
  "lanekeeper / coverage": "success",
  "lanekeeper / benchmarks": "success",
  "lanekeeper / batch-size": "success",
  "lanekeeper / attestations": "success",
  lanekeeper: "success",
} as const satisfies Record<string, Conclusion>;
const forbidden = { ...clear, "lanekeeper / lane-guard": "failure", lanekeeper: "failure" } as const;

const directImport = `"""Tokens of the identity service."""

from core.clock import service as clock
from candidate.memory import store as fold


def issue(user: str) -> str:
    return clock.service_of(user) + fold.store_of(user)
`;

const chainImport = `"""Sessions of the identity service."""

from core.storage import store
from matriz.adapters import bridge


def open_session(user: str) -> str:
    return bridge.plan(store.store_of(user))
`;

/** The cast: four agents, a person and a contributor's fork. */
export function scriptedPullRequests(): readonly ScriptedPullRequest[] {
  return [
    {
      title: "Cache consent lookups",
      author: "codex",
      branch: "codex/consent-cache",
      fromFork: false,
      files: { "lukhas/consent/cached.py": cachedLookup("lukhas.consent") },
      expected: clear,
    },
    {
      title: "Issue tokens from folded memory",
      author: "claude",
      branch: "claude/identity-tokens",
      fromFork: false,
      files: { "lukhas/identity/tokens.py": directImport },
      expected: forbidden,
      annotation: { gate: "lane-guard", path: "lukhas/identity/tokens.py", line: 4 },
    },
    {
      title: "Open sessions through the engine",
      author: "gemini",
      branch: "gemini/sessions",
      fromFork: false,
      files: { "lukhas/identity/session.py": chainImport },
      expected: forbidden,
      annotation: { gate: "lane-guard", path: "lukhas/identity/session.py", line: 4 },
    },
    {
      title: "Generate clients for every product",
      author: "copilot",
      branch: "copilot/clients",
      fromFork: false,
      files: generatedClients(32),
      expected: { ...clear, "lanekeeper / batch-size": "failure", lanekeeper: "failure" },
    },
    {
      title: "Refund what was paid twice",
      author: "gemini",
      branch: "gemini/refunds",
      fromFork: false,
      files: { "lukhas/billing/refund.py": refunds },
      untested: { "lukhas/billing/refund.py": [9, 10, 11] },
      expected: { ...clear, "lanekeeper / coverage": "failure", lanekeeper: "failure" },
      annotation: { gate: "coverage", path: "lukhas/billing/refund.py", line: 9 },
    },
    {
      title: "Rank results by every field",
      author: "codex",
      branch: "codex/rank-fields",
      fromFork: false,
      files: { "lukhas/search/fields.py": rankedFields },
      slower: { "benchmarks/test_search.py::test_rank": 1.3 },
      expected: { ...clear, "lanekeeper / benchmarks": "failure", lanekeeper: "failure" },
    },
    {
      title: "Pack the core lane smaller",
      author: "claude",
      branch: "claude/pack",
      fromFork: false,
      files: { "core/text/packing.py": packing },
      repacked: true,
      expected: { ...clear, "lanekeeper / attestations": "failure", lanekeeper: "failure" },
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
      author: "copilot",
      branch: "copilot/relax",
      fromFork: false,
      files: {
        ".github/lanekeeper.yml": withoutLaneGuard(configurationText),
        "core/text/summary.py":
          '"""Summaries."""\n\nimport labs.prompts.model\n\n\ndef summary(text: str) -> str:\n    return labs.prompts.model.model_of(text)\n',
      },
      expected: forbidden,
      annotation: { gate: "lane-guard", path: "core/text/summary.py", line: 3 },
    },
    {
      title: "Merge search ranking",
      author: "claude",
      branch: "claude/ranking",
      fromFork: false,
      files: { "lukhas/search/ranking.py": conflictMarkers },
      expected: forbidden,
      annotation: { gate: "lane-guard", path: "lukhas/search/ranking.py", line: 4 },
    },
  ];
}

const refunds = `"""Refunds of the billing service."""

from core.clock import service as clock


def refund(key: str, paid: int, due: int) -> str:
    if paid <= due:
        return ""
    surplus = paid - due
    day = clock.service_of(key)
    return f"{key}:{surplus}:{day}"
`;

const rankedFields = `"""Ranking by every field of a result."""

from core.text import model


def rank(fields: list[str]) -> list[str]:
    return sorted(model.model_of(one) + model.model_of(other) for one in fields for other in fields)
`;

const packing = `"""What is left out when the lane is packed."""

from core.text import codec


def kept(text: str) -> str:
    return codec.codec_of(text)
`;

const conflictMarkers = [
  '"""Ranking of results."""',
  "",
  "from core.text import model",
  "<<<<<<< HEAD",
  "from core.text import codec",
  "=======",
  "from core.text import report",
  ">>>>>>> claude/ranking-2",
  "",
  "",
  "def rank(text: str) -> str:",
  "    return model.model_of(text)",
  "",
].join("\n");

function cachedLookup(packageName: string): string {
  return `"""${packageName}: lookups that are kept for a minute."""\n\nfrom core.cache import store\n\n\ndef lookup(key: str) -> str:\n    return store.store_of(key)\n`;
}

function generatedClients(count: number): Files {
  const names = Array.from({ length: count }, (_, index) => `client_${String(index + 1).padStart(2, "0")}`);
  return Object.fromEntries(names.map((name) => [`products/assistant/${name}.py`, clientText(name)]));
}

function clientText(name: string): string {
  const methods = Array.from(
    { length: 12 },
    (_, index) =>
      `    def call_${index}(self, key: str) -> str:\n        return service.service_of(key + "${name}.${index}")\n`,
  );
  return `"""Generated."""\n\nfrom lukhas.api import service\n\n\nclass Client:\n${methods.join("\n")}`;
}

/** The configuration as someone would edit it who wants the gate out of the way. */
function withoutLaneGuard(text: string): string {
  const [head] = text.split("  lane-guard:");
  const [, others] = text.split("  coverage:");
  return `${head ?? ""}  coverage:${others ?? ""}`;
}
