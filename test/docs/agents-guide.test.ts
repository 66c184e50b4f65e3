import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { exitCodes } from "../../src/cli/exit-code.ts";
import { OwnsOutput } from "../../src/cli/owns/owns-output.ts";
import { CheckOutput } from "../../src/cli/render/json.ts";
import { run } from "../cli/test-terminal.ts";
import { createGitRepository, type GitRepository } from "../support/git-repository.ts";
import { readPage } from "./markdown-page.ts";

const { blocks } = readPage("docs/guides/agents.md");
const paragraph = blocks.find(({ language }) => language === "markdown")?.text ?? "";
const configuration = blocks.find(({ language }) => language === "yaml")?.text ?? "";
/** Every command of the paragraph, without the name of the program. */
const commands = [...paragraph.matchAll(/^ {4}lanekeeper (.+)$/gm)].map(([, words = ""]) => words.split(" "));

let repository: GitRepository;
beforeAll(() => {
  repository = createGitRepository();
  repository.commit("main", { ".github/lanekeeper.yml": configuration, "src/api/a.ts": "1\n" });
  repository.commit("codex/fix", { "src/api/a.ts": "2\n" }, { from: "main" });
  repository.checkout("codex/fix");
});
afterAll(() => repository[Symbol.dispose]());

describe("the paragraph for AGENTS.md", () => {
  it("has commands that the command line knows, and that answer in JSON", async () => {
    expect(commands.map(([name]) => name)).toEqual(["owns", "check"]);
    for (const words of commands) {
      const { code, out, err } = await run(words, { cwd: repository.directory });
      expect({ words, err, isKnown: code !== exitCodes.usage }).toEqual({ words, err: "", isKnown: true });
      expect(typeof JSON.parse(out)).toBe("object");
    }
  });

  it("names keys and modes that the answer has", async () => {
    const { out } = await run(["owns", "src/api/a.ts", "--format", "json"], { cwd: repository.directory });
    const { paths } = OwnsOutput.parse(JSON.parse(out));
    expect(paths).toMatchObject([{ mode: "exclusive", owners: ["claude-code"] }]);
    for (const name of ["mode", "owners", "exclusive", "frozen"]) expect(paragraph).toContain(`\`${name}\``);
    expect(OwnsOutput.shape.paths.element.shape.mode.options).toEqual(expect.arrayContaining(["exclusive", "frozen"]));
  });

  it("tells the agent what the server would say, and how to ask for the file", async () => {
    const { code, out } = await run(["check", "--format", "json"], { cwd: repository.directory });
    const { report } = CheckOutput.parse(JSON.parse(out));
    const verdict = report.gates.find(({ gate }) => gate === "ownership")?.verdict;
    expect([code, verdict?.outcome]).toEqual([exitCodes.blocked, "failed"]);
    const fix = verdict?.outcome === "failed" ? verdict.findings[0].fix : "";
    const command = "/handoff codex src/api/a.ts";
    expect(fix).toContain(command);
    const [, form = ""] = /`(\/handoff [^`]+)`/.exec(paragraph) ?? [];
    expect(form.replace("<you>", "codex").replace("path/to/file", "src/api/a.ts")).toBe(command);
  });

  it("names the exit codes that there are", () => {
    const { clear, blocked, usage, undecided } = exitCodes;
    const told =
      /Exit code (\d+) is clear, (\d+) means .*?, (\d+) that the command or the configuration is wrong, (\d+) that evidence/.exec(
        paragraph,
      );
    expect(told?.slice(1).map(Number)).toEqual([clear, blocked, usage, undecided]);
  });
});
