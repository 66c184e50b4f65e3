import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { openBook } from "../../../src/app/overlaps/book.ts";
import { compareOpen } from "../../../src/app/overlaps/compare-open.ts";
import { OverlapOutput } from "../../../src/cli/overlap/overlap-output.ts";
import type { KnownHead } from "../../../src/core/overlap-store.ts";
import { unconfigured } from "../../../src/gates/ownership/desk/unconfigured.ts";
import { overlapTelling } from "../../../src/gates/ownership/feedback/overlap-telling.ts";
import { judgeOverlaps } from "../../../src/gates/ownership/overlaps/effects.ts";
import { overlapRules } from "../../../src/gates/ownership/overlaps/overlap-rules.ts";
import { openClone } from "../../../src/git/clone.ts";
import { createGitRepository, type GitRepository } from "../../support/git-repository.ts";
import { run } from "../test-terminal.ts";

const configuration = "version: 1\ngates: {ownership: {agents: {claude-code: {owns: [/api/]}, codex: {}}}}\n";

const lines = Array.from({ length: 30 }, (_, at) => `    x${at} = ${at}`);
/** A function whose body has other lines at these places. */
function python(name: string, parameters: string, changed: Readonly<Record<number, string>> = {}): string {
  const body = lines.map((line, at) => changed[at] ?? line);
  return `def ${name}(${parameters}):\n${body.join("\n")}\n    return url\n`;
}

const odd = "odd\u202e;$(id)`@octocat";
const codexTrailer = "A change\n\nCo-authored-by: Codex <codex@openai.com>\n";
let repository: GitRepository;

beforeAll(() => {
  repository = createGitRepository();
  const plain = { "api/http.py": python("fetch", "url"), "a.txt": "a\n", ".github/lanekeeper.yml": configuration };
  const start = repository.commit("main", plain);
  repository.commit("stuck", { "a.txt": "mine\n" }, { from: start });
  repository.commit("main", { "a.txt": "theirs\n" });
  const times = { from: "main", time: 1_767_323_045 };
  repository.commit("claude/rename", { "api/http.py": python("fetch_json", "url") }, times);
  const later = { ...times, time: times.time + 60, message: codexTrailer };
  const edited = { "api/http.py": python("fetch", "url, retries=3") };
  repository.commit("codex/edit", edited, later);
  const both = { "api/http.py": python("fetch", "url, please"), "b.txt": "b\n" };
  repository.commit(odd, both, { ...times, time: later.time + 60, message: "Odd" });
  repository.commit("claude/last-line", { "api/http.py": python("fetch", "url", { 29: "    x29 = 0" }) }, later);
  repository.git("update-ref", "refs/pull/12/head", "codex/edit");
  repository.git("update-ref", "refs/pull/7/head", "claude/rename");
  repository.git("update-ref", "refs/remotes/up/main", "main");
  repository.commit("unconfigured", { ".github/lanekeeper.yml": undefined }, { from: "main" });
  repository.commit("broken", { ".github/lanekeeper.yml": "version: 1\ngates: {ownership: {agens: {}}}\n" }, times);
  repository.git("branch", "a;$(id)", "main");
});
afterAll(() => repository[Symbol.dispose]());

async function tell(base: string, heads: readonly string[], ...more: readonly string[]) {
  const args = ["overlap", "--format", "json", "--base", base, "--heads", ...heads, ...more];
  const { out } = await run(args, { cwd: repository.directory });
  const { messages, pairs, heads: told } = OverlapOutput.parse(JSON.parse(out));
  return { messages: messages.map(({ message }) => message), refs: messages.map(({ ref }) => ref), pairs, told };
}

function configured(text: string): readonly string[] {
  const file = join(repository.directory, "mine.yml");
  writeFileSync(file, text);
  return ["--config", file];
}

const short = (ref: string) => repository.git("rev-parse", ref).slice(0, 10);

describe("the messages of lanekeeper overlap", () => {
  it("tell whoever waits where, why, what the other one does there, and what can be done", async () => {
    const { messages, refs } = await tell("main", ["claude/rename", "codex/edit"]);
    expect(refs).toEqual(["claude/rename", "codex/edit"]);
    expect(messages[1]).toEqual({
      schema: "lanekeeper.overlap/1",
      pr: 2,
      head: short("codex/edit"),
      base: { ref: "main", sha: short("main") },
      actor: { agent: "codex", trust: "hint" },
      verdict: "blocked",
      partial: false,
      pairs: { judged: 1, total: 1 },
      ownership: [
        {
          path: "api/http.py",
          owners: ["claude-code"],
          mode: "exclusive",
          source: "rule:claude-code.owns",
          result: "violation",
        },
      ],
      overlaps: [
        {
          id: expect.stringMatching(/^o-1-2-[0-9a-f]{6}$/),
          pr: 1,
          agent: "claude-code",
          trust: "hint",
          head: short("claude/rename"),
          draft: false,
          level: "textual",
          orders: { this_then_other: "conflict", other_then_this: "conflict" },
          files: [{ path: "api/http.py", kind: "content", this: [[1, 1]], other: [[1, 1]], owners: ["claude-code"] }],
          symbols: [],
          other_change: [{ op: "renamed", path: "api/http.py", symbol: "fetch", to: "fetch_json" }],
          decision: { yield: 2, rule: "age" },
          blocks: true,
          hidden: 0,
        },
      ],
      hidden: 0,
      actions: [
        { id: 1, do: "drop_paths", paths: ["api/http.py"] },
        { id: 2, do: "rebase_after", prs: [1], command: "git rebase main" },
      ],
      merge_order: [1, 2],
      mode: "enforce",
    });
    // The other side of the same pair.
    expect(messages[0]).toMatchObject({
      pr: 1,
      verdict: "coordinate",
      ownership: [],
      actions: [],
      merge_order: [1, 2],
    });
    expect(messages[0]?.overlaps[0]).toMatchObject({
      id: messages[1]?.overlaps[0]?.id,
      pr: 2,
      agent: "codex",
      other_change: [{ op: "parameters", symbol: "fetch", added: ["retries"], newly_required: false }],
      decision: { yield: 2, rule: "age" },
      blocks: false,
    });
  });

  it("call pull requests by their numbers, with the commands that comments there take, and the base by its remote", async () => {
    const { messages, told } = await tell("up/main", ["refs/pull/12/head", "refs/pull/7/head"]);
    expect(told.map(({ pr, agent }) => [pr, agent])).toEqual([
      [12, "codex"],
      [7, null],
    ]);
    const [twelve] = messages;
    expect(twelve).toMatchObject({
      pr: 12,
      base: { ref: "main" },
      actor: { agent: "codex", trust: "hint" },
      overlaps: [{ pr: 7, decision: { yield: 12, rule: "age" } }],
      actions: [
        { do: "drop_paths" },
        { do: "rebase_after", prs: [7], command: "git fetch up && git rebase up/main" },
        { do: "request_handoff", command: "/handoff codex api/http.py" },
      ],
      merge_order: [7, 12],
      override: `/gate override ownership ${twelve?.overlaps[0]?.id} REASON`,
    });
  });

  it("are word for word what the server tells of the same heads", async () => {
    const rows = [
      { number: 12, branch: "codex/edit", agent: "codex" },
      { number: 7, branch: "claude/rename", agent: null },
      { number: 9, branch: odd, agent: null },
    ].map(({ number, branch, agent }): KnownHead => {
      repository.git("update-ref", `refs/pull/${number}/head`, branch);
      const readySince = Number(repository.git("log", "-1", "--format=%ct", branch)) * 1000;
      const acting = { agent, trust: agent === null ? "none" : "hint", priority: 50 } as const;
      const headSha = repository.git("rev-parse", branch);
      const about = { installationId: 1, repositoryId: 1, baseRef: "unconfigured", draft: false };
      return { ...about, number, headSha, readySince, touchedAt: readySince, acting };
    });
    const { messages } = await tell(
      "unconfigured",
      rows.map(({ number }) => `refs/pull/${number}/head`),
    );
    const { settings, map } = unconfigured;
    const book = await openBook(
      await openClone(repository.directory),
      repository.git("rev-parse", "refs/heads/unconfigured"),
    );
    try {
      await book.read(
        rows.map(({ number, headSha }) => ({ number, commit: headSha })),
        300,
      );
      const now = rows[0]?.touchedAt ?? 0;
      for (const [at, subject] of rows.entries()) {
        const acting = { agent: null, trust: "none", priority: 50 } as const;
        const request = { ...overlapRules(settings, map, [], now), acting };
        const others = rows.filter((row) => row !== subject);
        const { overlaps } = await compareOpen(book, { subject, others, told: [], pins: [], request, now });
        // That rebases onto a branch of the clone, and the server knows none.
        const known = { ...overlaps, base: { ...overlaps.base, place: { kind: "clone" } as const } };
        const { message } = overlapTelling("always", known, judgeOverlaps(settings, known), []);
        expect(messages[at]).toEqual({ ...message, mode: "advise" });
        expect(message.overlaps.length).toBeGreaterThan(0);
      }
    } finally {
      await book.close();
    }
  });

  it("set aside who collides with the base itself, though its pairs are listed, and who changes too much", async () => {
    const { messages, pairs } = await tell("main", ["stuck", "codex/edit"]);
    expect(pairs).toMatchObject([{ a: "stuck", b: "codex/edit", level: "textual" }]);
    expect(messages[0]).toMatchObject({ set_aside: "stuck", overlaps: [], pairs: { judged: 0, total: 0 } });
    expect(messages[1]).toMatchObject({ overlaps: [], pairs: { judged: 0, total: 0 }, merge_order: [2] });
    const few = configured("version: 1\ngates: {ownership: {overlap: {max-files: 1}}}\n");
    const large = await tell("main", [odd, "codex/edit"], ...few);
    expect(large.messages.map((message) => [message.set_aside, message.overlaps.length])).toEqual([
      ["large", 0],
      [undefined, 0],
    ]);
  });

  it("go by the settings of the base's gate: levels, agents and files where meeting says nothing", async () => {
    const heads = ["claude/rename", "claude/last-line"];
    const levels = async (overlap: string) => {
      const text = `version: 1\nmode: advise\ngates: {ownership: ${overlap}}\n`;
      const { messages } = await tell("main", heads, ...configured(text));
      return messages.map((message) => [
        message.overlaps[0]?.level,
        message.verdict,
        message.mode,
        message.pairs.total,
      ]);
    };
    expect(await levels("{}")).toEqual([
      [undefined, "proceed", "advise", 1],
      [undefined, "proceed", "advise", 1],
    ]);
    expect(await levels("{overlap: {report-from: symbol, block-on: [symbol]}}")).toEqual([
      ["symbol", "coordinate", "advise", 1],
      ["symbol", "blocked", "advise", 1],
    ]);
    const hot = "{overlap: {report-from: file, block-on: [symbol]}, hotspots: {paths: [/api/]}}";
    expect(await levels(hot)).toEqual([
      [undefined, "proceed", "advise", 1],
      [undefined, "proceed", "advise", 1],
    ]);
    const alone = "{overlap: {report-from: file, ignore-same-agent: true}}";
    expect(await levels(alone)).toEqual([
      [undefined, "proceed", "advise", 0],
      [undefined, "proceed", "advise", 0],
    ]);
  });

  it("say nothing that others name freely, and nothing to paste where the base is called oddly or is no branch", async () => {
    const { messages } = await tell("a;$(id)", ["codex/edit", odd]);
    const text = JSON.stringify(messages[0]);
    for (const part of ["\u202e", "octocat", "$(id)`"]) expect(text).not.toContain(part);
    const rebases = messages.flatMap(({ actions }) => actions.filter((action) => action.do === "rebase_after"));
    expect(rebases).toEqual([expect.not.objectContaining({ command: expect.anything() })]);
    const commit = repository.git("rev-parse", "main");
    const { messages: onCommit } = await tell(commit, ["claude/rename", "codex/edit"]);
    expect(onCommit[1]?.actions).toContainEqual({ id: 2, do: "rebase_after", prs: [1] });
  });

  it("block nothing where no gate is configured, and are none where the configuration cannot be read", async () => {
    const heads = ["claude/rename", "codex/edit"];
    const { messages } = await tell("unconfigured", heads);
    expect(messages.map(({ mode, ownership }) => [mode, ownership])).toEqual([
      ["advise", []],
      ["advise", []],
    ]);
    expect(messages[1]?.overlaps[0]?.files[0]?.owners).toEqual([]);
    const args = ["overlap", "--base", "broken", "--heads", ...heads];
    const broken = await run([...args, "--format", "json"], { cwd: repository.directory });
    expect([broken.code, broken.out]).toEqual([2, ""]);
    expect(broken.err).toContain(".github/lanekeeper.yml of the base cannot be read.");
    expect((await run(args, { cwd: repository.directory })).code).toBe(1);
  });
});
