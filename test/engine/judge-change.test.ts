import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { configurationPath } from "../../src/core/configuration-path.ts";
import { Fault } from "../../src/core/fault.ts";
import { defineGate, type Gate, type Gathered } from "../../src/core/gate.ts";
import type { OverlapRequest, OverlapSource } from "../../src/core/pull-request-overlaps.ts";
import { type GateReport, Report } from "../../src/core/report.ts";
import type { Blob, RepositorySource } from "../../src/core/repository.ts";
import { judgeChange } from "../../src/engine/judge-change.ts";
import { memoryEvidence } from "../../src/memory/evidence.ts";
import { type MemoryFile, memoryRepository } from "../../src/memory/repository.ts";
import { attestationSource } from "../support/attestation-source.ts";
import { forbiddenWords, gateThat, tickingClock } from "./sample-gates.ts";

const wordsOnly = "version: 1\ngates:\n  words: {forbidden: [secret]}\n";
const always = gateThat("always", async () => ({
  kind: "facts",
  facts: { outcome: "passed", summary: "Always.", examined: { count: 1, of: "things" }, notes: [] },
}));
const gates = [forbiddenWords, always];

interface Story {
  /** The configuration at the tip of the base branch, at the merge base and in the head. */
  readonly onTip?: string | undefined;
  readonly onMergeBase?: string | undefined;
  readonly onHead?: string | undefined;
  readonly touched?: string;
  readonly only?: readonly string[];
  readonly without?: readonly string[];
  /** The file in the commits before the base, newest first. */
  readonly before?: readonly (string | undefined)[];
  readonly wrap?: (repository: RepositorySource) => RepositorySource;
  /** The sample gates, when left out. */
  readonly gates?: readonly Gate[];
  readonly overlaps?: OverlapSource;
}

async function judge(story: Story): Promise<Report> {
  const repository = memoryRepository({
    base: filesWith(story.onMergeBase),
    head: { ...filesWith(story.onHead), [story.touched ?? "src/a.py"]: "changed" },
    earlier: Object.fromEntries((story.before ?? []).map((text, index) => [`${index}`, filesWith(text)])),
  });
  const report = await judgeChange({
    gates: story.gates ?? gates,
    sources: {
      subject: { kind: "local", baseRef: "main", headRef: "HEAD" },
      repository: story.wrap?.(repository) ?? repository,
      attestations: attestationSource(),
      today: "2027-01-31",
      now: Date.parse("2027-01-31"),
      evidence: memoryEvidence(),
      ...(story.overlaps === undefined ? {} : { overlaps: story.overlaps }),
    },
    base: "tip",
    files: { onBase: blobOf(story.onTip), onHead: blobOf(story.onHead) },
    ...(story.only === undefined ? {} : { only: story.only }),
    ...(story.without === undefined ? {} : { without: story.without }),
    clock: tickingClock(),
    onFault: "throw",
  });
  return Report.parse(report);
}

function filesWith(configuration: string | undefined): Record<string, MemoryFile> {
  return { "src/a.py": "old", ...(configuration === undefined ? {} : { [configurationPath]: configuration }) };
}

function blobOf(text: string | undefined): Blob {
  return text === undefined ? { kind: "missing" } : { kind: "bytes", bytes: new TextEncoder().encode(text) };
}

function everywhere(text: string | undefined): Story {
  return { onTip: text, onMergeBase: text, onHead: text };
}

function outcomes(report: Report): readonly string[] {
  return report.gates.map(({ gate, verdict }) => `${gate} ${verdict.outcome}`);
}

function configurationOf(report: Report): GateReport["verdict"] | undefined {
  return report.gates.find(({ gate }) => gate === "configuration")?.verdict;
}

function notesOf(report: Report): readonly string[] {
  const verdict = configurationOf(report);
  return verdict?.outcome === "passed" || verdict?.outcome === "failed" ? verdict.notes.map(({ what }) => what) : [];
}

describe("judgeChange", () => {
  it("puts the verdict about the configuration first, then those of the configured gates", async () => {
    const report = await judge(everywhere(wordsOnly));
    expect(outcomes(report)).toEqual(["configuration passed", "words passed"]);
    expect(report).toMatchObject({ base: "tip", subject: { kind: "local" }, gates: [{ mode: "enforce" }, {}] });
    expect(notesOf(report)).toEqual([]);
  });

  it("judges by the base even when the change switches the gate off, and shows what that would mean", async () => {
    const report = await judge({
      ...everywhere(wordsOnly),
      onHead: "version: 1\ngates: {always: {}}\n",
      touched: "src/secret.py",
    });
    expect(outcomes(report)).toEqual(["configuration passed", "words failed"]);
    expect(notesOf(report)).toEqual([
      "Under the new configuration, `words` would no longer run.",
      "Under the new configuration, `always` (enforce) would be passed; it does not run now. Always.",
    ]);
  });

  it("previews stricter settings and another mode", async () => {
    const onHead = "version: 1\nmode: advise\ngates:\n  words: {forbidden: [src]}\n";
    const report = await judge({ ...everywhere(wordsOnly), onHead });
    expect(outcomes(report)).toEqual(["configuration passed", "words passed"]);
    expect(notesOf(report)).toEqual([
      "Under the new configuration, `words` would be in mode advise instead of enforce.",
      "Under the new configuration, `words` (advise) would be failed; it is passed now. Forbidden paths.",
    ]);
    expect(configurationOf(report)).toMatchObject({ notes: [{}, { trace: ["src/a.py is touched."] }] });
  });

  it("says so when an edit changes nothing", async () => {
    const report = await judge({ ...everywhere(wordsOnly), onHead: `# hello\n${wordsOnly}` });
    expect(notesOf(report)).toEqual(["Under the new configuration, every verdict would be the same."]);
  });

  it("fails without any gate when the base has no configuration", async () => {
    const report = await judge(everywhere(undefined));
    expect(outcomes(report)).toEqual(["configuration failed"]);
    expect(configurationOf(report)).toMatchObject({
      examined: { count: 0 },
      findings: [{ rule: "missing", at: { path: configurationPath } }],
      notes: [],
    });
  });

  it("still fails when the change brings the first configuration, and previews it", async () => {
    const report = await judge({ ...everywhere(undefined), onHead: wordsOnly, touched: "src/secret.py" });
    expect(outcomes(report)).toEqual(["configuration failed"]);
    expect(notesOf(report)).toEqual([
      "This change brings a configuration that can be read.",
      "Under the new configuration, `words` (enforce) would be failed; it does not run now. Forbidden paths.",
    ]);
  });

  it("fails with line and column when the base's configuration is broken, whatever the change brings", async () => {
    const broken = "version: 1\ngates:\n  word: {}\n";
    for (const onHead of [broken, wordsOnly]) {
      const report = await judge({ ...everywhere(broken), onHead });
      expect(outcomes(report)).toEqual(["configuration failed"]);
      expect(configurationOf(report)).toMatchObject({
        findings: [{ rule: "unknown-key", what: expect.stringMatching(/^Line 3, column 3: /), at: { firstLine: 3 } }],
      });
    }
  });

  it("runs the gates by the last version that could be read, and fails all the same", async () => {
    const broken = "version: 1\ngates:\n  word: {}\n";
    const before = [broken, undefined, wordsOnly, "version: 1\ngates: {always: {}}\n"];
    const report = await judge({ ...everywhere(broken), before, touched: "src/secret.py" });
    expect(outcomes(report)).toEqual(["configuration failed", "words failed"]);
    expect(configurationOf(report)).toMatchObject({
      summary: expect.stringContaining("The gates ran by its last version that could be"),
      findings: [{ rule: "unknown-key" }],
    });
  });

  it("runs no gate by the past when the file was deleted", async () => {
    const report = await judge({ ...everywhere(undefined), before: [wordsOnly] });
    expect(outcomes(report)).toEqual(["configuration failed"]);
  });

  it.each([
    ["broken", "version: 1\ngates: [\n", "not-yaml"],
    ["deleted", undefined, "missing"],
  ])("fails, and runs the gates, when the change leaves a %s configuration behind", async (_what, onHead, rule) => {
    const report = await judge({ ...everywhere(wordsOnly), onHead });
    expect(outcomes(report)).toEqual(["configuration failed", "words passed"]);
    expect(configurationOf(report)).toMatchObject({ findings: [{ rule }] });
  });

  it("does not blame a change that lags behind a base whose configuration moved", async () => {
    for (const old of [undefined, "version: 1\ngates: {always: {}}\n"]) {
      const report = await judge({ onTip: wordsOnly, onMergeBase: old, onHead: old });
      expect(outcomes(report)).toEqual(["configuration passed", "words passed"]);
      expect(notesOf(report)).toEqual([]);
    }
  });

  it("refuses a configuration that is too large to be read", async () => {
    const report = await judgeChange({
      gates,
      sources: {
        subject: { kind: "local", baseRef: "main", headRef: "HEAD" },
        repository: memoryRepository({ base: {}, head: { a: "1" } }),
        attestations: attestationSource(),
        today: "2027-01-31",
        now: Date.parse("2027-01-31"),
        evidence: memoryEvidence(),
      },
      base: "tip",
      files: { path: "mine.yml", onBase: { kind: "too-large", size: 9_000_000 }, onHead: { kind: "missing" } },
      clock: tickingClock(),
      onFault: "throw",
    });
    expect(configurationOf(report)).toMatchObject({ findings: [{ rule: "too-large", at: { path: "mine.yml" } }] });
  });

  it("runs only the chosen gates", async () => {
    const both = everywhere("version: 1\ngates: {words: {}, always: {}}\n");
    expect(outcomes(await judge({ ...both, only: ["always"] }))).toEqual(["configuration passed", "always passed"]);
    expect(outcomes(await judge({ ...both, without: ["always"] }))).toEqual(["configuration passed", "words passed"]);
  });

  it("leaves the configuration unproven when nobody can say whether the change edits it", async () => {
    const wrap = (repository: RepositorySource): RepositorySource => ({
      ...repository,
      changes: () => Promise.reject(new Fault("GIT_FAILED", "git diff failed.", { retry: false })),
    });
    const report = await judge({ ...everywhere(wordsOnly), onHead: `${wordsOnly}# edited`, wrap });
    expect(outcomes(report)).toEqual(["configuration unproven", "words unproven"]);
  });
});

describe("the overlaps of a change that edits its configuration", () => {
  const answer = { kind: "unavailable", because: "It is a test." } as const;

  /** Asks by its settings, as the gate does whose answer partners see. */
  const asking = defineGate({
    id: "asking",
    title: "Asking",
    question: "?",
    settings: z.strictObject({ agent: z.string() }),
    rules: {},
    async gather({ agent }, { overlaps }): Promise<Gathered<string>> {
      const heard = await overlaps?.compare(requestAs(agent));
      return { kind: "facts", facts: `${agent} hears ${heard?.kind ?? "nothing"}` };
    },
    judge: (_settings, summary) => ({
      outcome: "passed",
      summary,
      examined: { count: 1, of: "things" },
      notes: [],
    }),
  });

  function requestAs(agent: string): OverlapRequest {
    return {
      acting: { agent, trust: "verified", priority: 50 },
      maxAgeDays: 30,
      maxFiles: 300,
      ignoreSameAgent: false,
      reportFrom: "hunk",
      hot: { share: 1, fewest: 10 },
      isHotspot: () => false,
      ownersOf: () => [],
    };
  }

  async function agentsAsked(onTip: string | undefined, onHead: string) {
    const agents: (string | null)[] = [];
    const overlaps: OverlapSource = {
      async compare({ acting }) {
        agents.push(acting.agent);
        return answer;
      },
    };
    const story = { ...everywhere(onTip), onHead, gates: [asking, always], overlaps };
    const report = await judge(story);
    return { agents, notes: notesOf(report) };
  }

  const as = (agent: string) => `version: 1\ngates:\n  asking: {agent: ${agent}}\n`;

  it("are asked for by the settings of the base alone, whose answer the preview gets", async () => {
    const { agents, notes } = await agentsAsked(as("nobody"), as("codex"));
    expect(agents).toEqual(["nobody"]);
    expect(notes).toEqual([
      "Under the new configuration, `asking` (enforce) would be passed; it is passed now. codex hears unavailable",
    ]);
  });

  it.each([
    ["has no such gate", "version: 1\ngates: {always: {}}\n"],
    ["has no configuration", undefined],
  ])("are not asked for where the base %s", async (_what, onTip) => {
    const { agents, notes } = await agentsAsked(onTip, as("codex"));
    expect(agents).toEqual([]);
    expect(notes.join("\n")).toContain("codex hears nothing");
  });
});

describe("the owners of a change's files", () => {
  const knowing = defineGate<z.ZodObject<{ owner: z.ZodString }>, undefined>({
    ...{ id: "knowing", title: "Knowing", question: "?", rules: {} },
    settings: z.strictObject({ owner: z.string() }),
    gather: async () => ({ kind: "not-applicable", because: "It only knows owners." }),
    judge: () => ({ outcome: "passed", summary: "", examined: { count: 1, of: "maps" }, notes: [] }),
    owners: async ({ owner }, _sources, paths) => {
      return { kind: "owners", of: new Map(paths.map((path) => [path, { owners: [owner], pack: undefined }])) };
    },
  });
  const asking = gateThat("asking", async ({ owners }) => {
    const known = await owners?.(["a"]);
    const summary = known?.kind === "owners" ? `a: ${known.of.get("a")?.owners.join()}` : "a: unknown";
    const examined = { count: 1, of: "paths" };
    return { kind: "facts", facts: { outcome: "passed", summary, examined, notes: [] } };
  });
  const as = (owner: string) => `version: 1\ngates:\n  asking: {}\n  knowing: {owner: ${owner}}\n`;

  it.each<[string, Story, string]>([
    ["by the base, and not by the head", { ...everywhere(as("codex")), onHead: as("claude") }, "a: codex"],
    ["also when the gate that knows does not run", { ...everywhere(as("codex")), without: ["knowing"] }, "a: codex"],
    ["not where no configured gate knows", everywhere("version: 1\ngates: {asking: {}}\n"), "a: unknown"],
  ])("are known %s", async (_what, story, summary) => {
    const report = await judge({ ...story, gates: [asking, knowing] });
    expect(report.gates.find(({ gate }) => gate === "asking")?.verdict.summary).toBe(summary);
  });
});
