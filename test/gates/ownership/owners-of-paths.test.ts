import { describe, expect, it } from "@jest/globals";
import { OwnershipSettings } from "../../../src/gates/ownership/model.ts";
import { ownersOfPaths } from "../../../src/gates/ownership/owners-of-paths.ts";
import { type MemoryCommits, memoryRepository } from "../../../src/memory/repository.ts";
import { noon } from "./support.ts";

const map = {
  agents: { claude: { owns: ["/api/**"] }, codex: { owns: ["core/**"] } },
  shared: ["docs/**"],
  ownership: [
    { id: "both", paths: ["/core/both/**"], owner: ["codex", "claude"] },
    { id: "told", paths: ["/core/told/**"], owner: "claude", mode: "advisory" },
    { id: "law", paths: ["LICENSE"], mode: "frozen" },
  ],
  packs: [
    { id: "first", agent: "claude", paths: ["core/1", "core/2", "LICENSE"], expires: "2027-02-01T00:00:00Z" },
    { id: "second", agent: "claude", paths: ["core/2"], expires: "2027-02-01T00:00:00Z" },
    { id: "over", agent: "claude", paths: ["core/3"], expires: "2027-01-31T00:00:00Z" },
    { id: "free", agent: "claude", mode: "open", paths: ["core/4"], expires: "2027-02-01T00:00:00Z" },
  ],
};

async function ask(settings: object, paths: readonly string[], commits: Partial<MemoryCommits> = {}, most?: number) {
  const repository = memoryRepository({ base: {}, head: {}, ...commits });
  return ownersOfPaths(OwnershipSettings.parse(settings), { repository, now: noon }, paths, most);
}

describe("ownersOfPaths", () => {
  it.each<[string, string, readonly string[], string | undefined]>([
    ["an agent owns alone", "api/a", ["claude"], undefined],
    ["several own", "core/both/x", ["codex", "claude"], undefined],
    ["somebody wants to know of", "core/told/x", ["claude"], undefined],
    ["is shared", "docs/x", [], undefined],
    ["nobody owns", "README.md", [], undefined],
    ["is frozen, whatever a pack says", "LICENSE", ["humans"], undefined],
    ["the map is made of", ".github/lanekeeper.yml", ["humans"], undefined],
    ["is in a pack", "core/1", ["claude"], "first"],
    ["is in two packs", "core/2", ["claude"], "second"],
    ["was in a pack", "core/3", ["codex"], undefined],
    ["a pack opens to all", "core/4", [], "free"],
  ])("says of a path that %s whose it is", async (_what, path, owners, pack) => {
    const known = await ask(map, [path]);
    expect(known).toEqual({ kind: "owners", of: new Map([[path, { owners, pack }]]) });
  });

  const file = "version: 1\nagents:\n  codex: {owns: ['core/**']}\n";

  it("reads the map that counts on the base, and nothing of the head", async () => {
    const commits = { base: { "map.yml": file }, head: { "map.yml": file.replace("core", "api") } };
    const known = await ask({ map: "map.yml" }, ["core/a", "api/a"], commits);
    expect(known.kind === "owners" ? [...known.of.values()].map(({ owners }) => owners) : known).toEqual([
      ["codex"],
      [],
    ]);
  });

  it("says why there is no map", async () => {
    expect(await ask({ map: "map.yml" }, ["a"], { base: { "map.yml": "version: 2\n" } })).toEqual({
      kind: "unavailable",
      because: expect.stringMatching(/^The map map[.]yml cannot be read, /),
    });
  });

  it("gives up on what takes too long", async () => {
    expect(await ask(map, ["a/b/c", "core/x"], {}, 3)).toEqual({
      kind: "unavailable",
      because: expect.stringMatching(/takes too long/),
    });
  });
});
