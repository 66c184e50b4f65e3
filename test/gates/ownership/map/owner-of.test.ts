import { describe, expect, it } from "@jest/globals";
import type { Lease } from "../../../../src/core/lease.ts";
import { claimsOn, ownerOf } from "../../../../src/gates/ownership/map/owner-of.ts";
import { mapOf, noon } from "../support.ts";

const hour = 3_600_000;

const settings = {
  agents: {
    claude: { owns: ["/lukhas/identity/**"] },
    codex: { owns: ["core/**", "qi/**", "/lukhas/"] },
  },
  people: { platform: {} },
  shared: ["docs/**", "**/__init__.py"],
  ownership: [
    { id: "src", paths: ["/src/**"], owner: "claude" },
    { id: "api", paths: ["/src/api/**"], exclude: ["/src/api/generated/**"], owner: "codex" },
    { id: "team", paths: ["/team/"], owner: ["claude", "platform"], mode: "advisory" },
    { id: "ci", paths: ["/.github/**"], mode: "frozen" },
    { id: "late", paths: ["/.github/notes/**"], owner: "codex" },
    { id: "free", paths: ["/src/free/"], mode: "open" },
  ],
  packs: [
    { id: "now", agent: "codex", paths: ["src/a.ts"], expires: "2027-02-01T00:00:00Z" },
    {
      id: "later",
      agent: "codex",
      glob: ["/src/later/"],
      starts: "2027-01-31T12:00:00Z",
      expires: "2027-02-01T00:00:00Z",
    },
    {
      id: "soon",
      agent: "codex",
      glob: ["/src/soon/"],
      starts: "2027-01-31T12:00:00.001Z",
      expires: "2027-02-01T00:00:00Z",
    },
    { id: "over", agent: "codex", glob: ["/src/over/"], expires: "2027-01-31T12:00:00Z" },
    {
      id: "listed",
      agent: "claude",
      "paths-from": "lists/one.txt",
      expires: "2027-03-01T00:00:00+01:00",
      mode: "shared",
    },
    { id: "frozen-too", agent: "codex", glob: ["/.github/"], expires: "2027-03-01T00:00:00Z" },
  ],
  "default-owner": "platform",
  "default-mode": "advisory",
};

const lists = new Map([["lists/one.txt", { kind: "paths", paths: [{ path: "src/listed.ts", line: 3 }] } as const]]);
const map = mapOf(settings, lists);

function lease(id: string, paths: readonly string[], rest: Partial<Lease> = {}): Lease {
  const times = { starts: noon - hour, expires: noon + hour, epoch: 1 };
  return { id, agent: "codex", paths, mode: "exclusive", ...times, standsBefore: "everybody", ...rest };
}

function said(path: string, leases: readonly Lease[] = [], now = noon): string {
  const { owners, mode, source, id } = ownerOf(path, map, now, leases);
  return `${owners.join("+")} ${mode} ${source}:${id}`;
}

describe("ownerOf", () => {
  it.each([
    ["the configuration itself", ".github/lanekeeper.yml", "humans frozen built-in:built-in"],
    ["a list of paths", "lists/one.txt", "humans frozen built-in:built-in"],
    ["a frozen rule before a later one", ".github/notes/a.md", "humans frozen frozen-rule:ci"],
    ["a frozen rule before a pack", ".github/workflows/ci.yml", "humans frozen frozen-rule:ci"],
    ["a pack before a rule", "src/a.ts", "codex exclusive pack:now"],
    ["a pack from its first moment on", "src/later/a.ts", "codex exclusive pack:later"],
    ["no pack before it starts", "src/soon/a.ts", "claude exclusive rule:src"],
    ["no pack at its end", "src/over/a.ts", "claude exclusive rule:src"],
    ["a listed path", "src/listed.ts", "claude shared pack:listed"],
    ["the last rule that matches", "src/api/a.ts", "codex exclusive rule:api"],
    ["what a rule leaves out", "src/api/generated/a.ts", "claude exclusive rule:src"],
    ["an open rule", "src/free/a.ts", "humans open rule:free"],
    ["several owners", "team/a", "claude+platform advisory rule:team"],
    ["what an agent owns", "core/a.py", "codex exclusive rule:codex.owns"],
    ["the agent that is named last, where two own", "lukhas/identity/a.py", "codex exclusive rule:codex.owns"],
    ["shared paths before what agents own", "core/__init__.py", "humans shared rule:shared"],
    ["nothing but the default", "README.md", "platform advisory default:default"],
    ["case", "Core/a.py", "platform advisory default:default"],
  ])("knows %s", (_what, path, expected) => expect(said(path)).toBe(expected));

  it.each([
    ["before packs", "src/a.ts", [lease("l", ["/src/**"], { agent: "claude" })], "claude exclusive lease:l"],
    ["not before frozen rules", ".github/a", [lease("l", ["/.github/"])], "humans frozen frozen-rule:ci"],
    ["not before the map itself", "lists/one.txt", [lease("l", ["/lists/"])], "humans frozen built-in:built-in"],
    ["the newest first", "x", [lease("old", ["x"]), lease("new", ["x"], { epoch: 2 })], "codex exclusive lease:new"],
    [
      "one that names the path before a newer pattern",
      "src/b.ts",
      [lease("exact", ["/src/b.ts"]), lease("wide", ["/src/"], { epoch: 9 })],
      "codex exclusive lease:exact",
    ],
    ["from its first moment on", "x", [lease("l", ["x"], { starts: noon })], "codex exclusive lease:l"],
    ["not before", "x", [lease("l", ["x"], { starts: noon + 1 })], "platform advisory default:default"],
    ["not at its end", "x", [lease("l", ["x"], { expires: noon })], "platform advisory default:default"],
    ["with its own mode", "x", [lease("l", ["x"], { mode: "shared" })], "codex shared lease:l"],
  ])("lets a lease count %s", (_what, path, leases, expected) => expect(said(path, leases)).toBe(expected));

  it.each([
    ["an exclusive rule of another", "src/new.ts", { standsBefore: [] }, "claude exclusive rule:src"],
    ["a pack of another", "src/a.ts", { agent: "claude", standsBefore: [] }, "codex exclusive pack:now"],
    ["not a rule of its own agent", "src/new.ts", { agent: "claude", standsBefore: [] }, "claude exclusive lease:l"],
    ["not a rule of whoever handed it on", "src/new.ts", { standsBefore: ["claude"] }, "codex exclusive lease:l"],
    ["not what nobody owns alone", "docs/new.ts", { standsBefore: [] }, "codex exclusive lease:l"],
    ["not what a person has decided", "src/new.ts", { standsBefore: "everybody" }, "codex exclusive lease:l"],
  ] as const)("lets a lease of files that came later give way to %s", (_what, path, rest, expected) => {
    expect(said(path, [lease("l", ["new.ts", "a.ts"], rest)])).toBe(expected);
  });

  it("lets an older lease count where the newest gives way", () => {
    const decided = lease("old", ["/src/"], { agent: "codex" });
    const claimed = lease("new", ["/src/b.ts"], { agent: "gpt", epoch: 2, standsBefore: [] });
    expect(said("src/b.ts", [decided, claimed])).toBe("codex exclusive lease:old");
  });

  it("names the pattern and the end", () => {
    expect(ownerOf("src/later/a.ts", map, noon)).toMatchObject({
      pattern: "/src/later/",
      from: noon,
      until: Date.parse("2027-02-01T00:00:00Z"),
    });
    expect(ownerOf("src/listed.ts", map, noon)).toMatchObject({
      pattern: "src/listed.ts",
      until: Date.parse("2027-02-28T23:00:00Z"),
    });
  });
});

describe("claimsOn", () => {
  it("names all that matches in the order in which it counts, whatever the moment", () => {
    const claims = claimsOn("src/over/a.ts", map, [lease("l", ["/src/"])]);
    expect(claims.map(({ source, id }) => `${source}:${id}`)).toEqual([
      "lease:l",
      "pack:over",
      "rule:src",
      "default:default",
    ]);
  });
});
