import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { OwnsOutput } from "../../../src/cli/owns/owns-output.ts";
import { createGitRepository, type GitRepository } from "../../support/git-repository.ts";
import { run } from "../test-terminal.ts";

const configuration = `version: 1
gates:
  ownership:
    agents:
      claude: { owns: ["/src/"] }
      codex: {}
    shared: ["/docs/"]
    packs:
      - { id: m2, agent: codex, glob: ["/src/api/"], starts: 2001-01-01T00:00:00Z, expires: 2999-01-01T00:00:00Z }
      - { id: m1, agent: codex, glob: ["/src/"], expires: 2001-01-01T00:00:00Z }
`;

let repository: GitRepository;
beforeAll(() => {
  repository = createGitRepository();
  repository.commit("main", {
    "src/a.ts": "",
    "src/api/b.ts": "",
    "docs/a.md": "",
    ".github/lanekeeper.yml": configuration,
  });
  repository.commit("owners", { CODEOWNERS: "* @octo/all @ada\n!x @ada\n/free/\n", "src/a.ts": "" }, { from: "none" });
  repository.commit("nothing", { "src/a.ts": "" }, { from: "none" });
  repository.commit(
    "broken",
    { ".github/lanekeeper.yml": "version: 1\ngates: {ownership: {agens: {}}}\n" },
    { from: "none" },
  );
  const split = "version: 1\ngates: {ownership: {map: lanes.yml}}\n";
  repository.commit(
    "split",
    { ".github/lanekeeper.yml": split, "lanes.yml": "version: 1\nagents: {claude: {owns: [/a/]}}\n" },
    { from: "none" },
  );
  repository.commit("split", { "lanes.yml": "version: 1\nagents: [\n" });
});
afterAll(() => repository[Symbol.dispose]());

const owns = (base: string, ...paths: string[]) =>
  run(["owns", "--base", base, ...paths], { cwd: repository.directory });

describe("lanekeeper owns", () => {
  it("says whose a file is, by what, until when, and what else matches", async () => {
    const { code, out } = await owns("main", "src/api/b.ts");
    expect(code).toBe(0);
    expect(out).toMatch(
      /^src\/api\/b\.ts {2}codex, exclusive\n {2}by {2}pack m2 \(\/src\/api\/, from 2001-01-01T00:00:00\.000Z, until 2999-01-01T00:00:00\.000Z\)\n {2}not pack m1 .*\n {2}not rule claude\.owns \(\/src\/\): claude, exclusive\n/,
    );
    expect(out).toMatch(/By \.github\/lanekeeper\.yml of [0-9a-f]{9}\n$/);
  });

  it("prints what its schema promises, a folder as its files", async () => {
    const { out } = await owns("main", "./src/", "/docs/new.md", "--format", "json");
    const { paths, readFrom } = OwnsOutput.parse(JSON.parse(out));
    expect(readFrom).toBe(".github/lanekeeper.yml");
    expect(paths.map(({ path, exists, owners, mode, source, id }) => [path, exists, owners, mode, source, id])).toEqual(
      [
        ["src/a.ts", true, ["claude"], "exclusive", "rule", "claude.owns"],
        ["src/api/b.ts", true, ["codex"], "exclusive", "pack", "m2"],
        ["docs/new.md", false, ["humans"], "shared", "rule", "shared"],
      ],
    );
  });

  it("reads CODEOWNERS where there is no map, and says so", async () => {
    const { code, out, err } = await owns("owners", "src/a.ts", "free/x");
    expect([code, out]).toEqual([0, expect.stringContaining("By CODEOWNERS of ")]);
    expect(out).toMatch(/src\/a\.ts +@octo\/all, @ada +advisory +line 1 \(\*\)/);
    expect(out).toMatch(/free\/x \(no such file yet\) +nobody +open +line 3 \(\/free\/\)/);
    expect(err).toContain("CODEOWNERS, line 2: A pattern cannot be negated");
  });

  it("reads the last map that could be read, and warns", async () => {
    const { code, out, err } = await owns("split", "a/x");
    expect([code, out]).toEqual([0, expect.stringContaining("claude, exclusive")]);
    expect(err).toContain("lanes.yml of the base cannot be read");
  });

  it.each([
    ["nothing says whose files are", "nothing", "src/a.ts", "Nothing on the base says whose files are"],
    [
      "the configuration is broken",
      "broken",
      "src/a.ts",
      "Line 2, column 21: `gates.ownership` has the unknown key `agens`",
    ],
    ["a path leads out of the repository", "main", "../x", "leads out of the repository"],
    ["a path is empty", "main", "", "A path is empty"],
    ["there is no such base", "absent", "x", "No commit is named"],
  ])("ends with 2 when %s", async (_what, base, path, message) => {
    const { code, err } = await owns(base, path);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });
});
