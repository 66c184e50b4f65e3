import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { parseConfiguration } from "../../../src/config/parse.ts";
import { codeownersRuleFor, parseCodeowners } from "../../../src/formats/ownership/codeowners.ts";
import { gates } from "../../../src/gates/index.ts";
import { ownerOf } from "../../../src/gates/ownership/map/owner-of.ts";
import { ownershipMap } from "../../../src/gates/ownership/map/ownership-map.ts";
import { OwnershipSettings } from "../../../src/gates/ownership/model.ts";
import { createGitRepository, type GitRepository } from "../../support/git-repository.ts";
import { run } from "../test-terminal.ts";

const target = ".github/lanekeeper.yml";

function withFiles(files: Readonly<Record<string, string>>): GitRepository {
  const repository = createGitRepository();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(repository.directory, path, ".."), { recursive: true });
    writeFileSync(join(repository.directory, path), text);
  }
  return repository;
}

function writtenIn({ directory }: GitRepository): string {
  return readFileSync(join(directory, target), "utf8");
}

function settingsIn(repository: GitRepository): OwnershipSettings {
  const parsed = parseConfiguration(writtenIn(repository), gates);
  if (parsed.kind !== "configuration") throw new Error(JSON.stringify(parsed.findings));
  const settings = parsed.configuration.gates.find(({ gate }) => gate.id === "ownership")?.settings;
  return OwnershipSettings.parse(settings);
}

const codeowners = `* @octo/core @alice
*.js @bob
*.ts @bob
/docs/ docs@example.com @Alice
/docs/gen
!bad @x
/a\\ b/ @octo/Core
"quoted" @other/core
/humans/ @humans
`;

describe("lanekeeper init", () => {
  it("writes a configuration that is valid and blocks nothing", async () => {
    using repository = withFiles({});
    const { code, out } = await run(["init"], { cwd: repository.directory });
    expect([code, out]).toEqual([0, expect.stringContaining("in the mode advise")]);
    expect(parseConfiguration(writtenIn(repository), gates)).toMatchObject({ configuration: { mode: "advise" } });
    expect(settingsIn(repository)).toMatchObject({ shared: ["/docs/**"], ownership: [] });
  });

  it("makes rules of CODEOWNERS that mean the same, and people who can be renamed", async () => {
    using repository = withFiles({ "docs/CODEOWNERS": codeowners });
    const { code, out, err } = await run(["init"], { cwd: join(repository.directory, "docs") });
    expect([code, out]).toEqual([
      0,
      expect.stringContaining("docs/CODEOWNERS: 6 owners became people, and its lines 7 rules."),
    ]);
    expect(err).toContain("line 6 is left out: A pattern cannot be negated");
    const settings = settingsIn(repository);
    expect(settings.people).toEqual({
      core: { accounts: ["@octo/core"] },
      alice: { accounts: ["@alice"] },
      bob: { accounts: ["@bob"] },
      docs: { accounts: ["docs@example.com"] },
      "core-2": { accounts: ["@other/core"] },
      owner: { accounts: ["@humans"] },
    });
    const map = ownershipMap(settings, new Map(), []);
    const read = parseCodeowners(new TextEncoder().encode(codeowners));
    for (const path of ["x", "a.js", "b/c.ts", "docs/a.js", "docs/gen/x", "a b/c", 'x/"quoted"', "humans/x"]) {
      const rule = read.kind === "rules" ? codeownersRuleFor(read.rules, path) : undefined;
      const { owners, mode } = ownerOf(path, map, 0);
      const accounts = owners
        .flatMap((owner) => settings.people[owner]?.accounts ?? [])
        .map((name) => name.toLowerCase());
      expect([path, mode, accounts]).toEqual([
        path,
        rule?.owners.length === 0 ? "open" : "advisory",
        rule?.owners.map((owner) => owner.toLowerCase()),
      ]);
    }
  });

  it("never changes what is there", async () => {
    using repository = withFiles({ [target]: "mine\n" });
    const { code, err } = await run(["init"], { cwd: repository.directory });
    expect([code, err]).toEqual([2, expect.stringContaining("is there already and is left as it is")]);
    expect(writtenIn(repository)).toBe("mine\n");
  });

  it.each([
    ["there is no such file", [], "absent", "there is no such file"],
    ["it is a folder", [["owners/of", "* @a\n"]], "owners", "it is no file"],
    ["it is too large", [["big", `${"#".repeat(3 * 1024 * 1024)}\n`]], "big", "3 MB or more"],
    [
      "it has more rules than a map",
      [["many", Array.from({ length: 501 }, (_, index) => `/${index} @user${index}\n`).join("")]],
      "many",
      "comes to 501 rules",
    ],
  ])("writes nothing when the file to import cannot be taken: %s", async (_what, files, named, message) => {
    using repository = withFiles(Object.fromEntries(files));
    const { code, err } = await run(["init", "--codeowners", named], { cwd: repository.directory });
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
    expect(() => writtenIn(repository)).toThrow(/ENOENT/);
  });

  it("says what is in the way when its folder cannot be made", async () => {
    using repository = withFiles({ ".github": "a file\n" });
    const { code, err } = await run(["init"], { cwd: repository.directory });
    expect([code, err]).toEqual([2, expect.stringContaining(".github is no folder. Move it away")]);
  });

  it("needs a work tree", async () => {
    using bare = createGitRepository({ bare: true });
    const { code, err } = await run(["init"], { cwd: bare.directory });
    expect([code, err]).toEqual([2, expect.stringContaining("is in no work tree")]);
  });
});
