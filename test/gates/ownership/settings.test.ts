import { describe, expect, it } from "@jest/globals";
import { parseConfiguration } from "../../../src/config/parse.ts";
import { gates } from "../../../src/gates/index.ts";

/** What is wrong with these lines of `gates.ownership`, each with its line; the first of them is line 4. */
function problemsOf(lines: string): readonly string[] {
  const parsed = parseConfiguration(`version: 1\ngates:\n  ownership:\n${lines}`, gates);
  return parsed.kind === "invalid" ? parsed.findings.map(({ what, fix }) => `${what} ${fix}`) : [];
}

const agents = "    agents: { claude: {}, codex: {} }\n";

describe("the settings of ownership", () => {
  it.each([
    ["the short form", '    agents:\n      claude: { owns: ["lukhas/identity/**"] }\n    shared: ["docs/**"]\n'],
    ["nothing at all", "    {}\n"],
    [
      "everything",
      `    default-owner: humans
    default-mode: advisory
    humans: notify
    automation: allow
    people: { team: { accounts: ["@octo/team"] } }
    agents:
      claude:
        identities: [{ login: "claude[bot]", id: 209825114 }]
        delegates: [{ login: ada, id: 7 }]
        declare: { branches: ["claude/**"], labels: ["agent:claude"] }
        hints: { branches: ["ai/**"], addresses: ["a@b.test"] }
        priority: 60
        limits: { files-per-pull-request: 20 }
    ownership:
      - { id: a, paths: ["/a/**"], exclude: ["/a/b/**"], owner: [claude, team], mode: exclusive }
    hotspots: { paths: [package-lock.json], automatic: { share: 0.1, fewest: 4 } }
    packs:
      - { id: p, agent: claude, issue: 8, paths-from: packs/p.txt, starts: 2027-01-01T00:00:00Z, expires: 2027-02-01T00:00:00Z }
    overlap: { report-from: file, block-on: [textual], ignore-same-agent: true, max-age-days: 7, max-files: 50 }
`,
    ],
    ["a map of its own", "    map: .github/lanes.yml\n    humans: deny\n"],
  ])("take %s", (_what, lines) => expect(problemsOf(lines)).toEqual([]));

  it.each([
    ["an unknown key", `${agents}    packz: []\n`, /^Line 5.*unknown key `packz`.*Did you mean `packs`\?/],
    [
      "an unknown owner",
      `${agents}    ownership:\n      - { id: a, paths: [x], owner: cody }\n`,
      /^Line 6.*Nobody is called `cody`\. Known: `claude`, `codex`, `humans`/,
    ],
    [
      "an unknown agent of a pack",
      `${agents}    packs:\n      - { id: a, agent: humans, paths: [x], expires: 2027-02-01T00:00:00Z }\n`,
      /^Line 6.*No agent is called `humans`/,
    ],
    ["an unknown default owner", "    default-owner: x\n", /^Line 4.*Nobody is called `x`/],
    ["an agent called humans", "    agents: { humans: {} }\n", /^Line 4/],
    ["people called like an agent", `${agents}    people: { claude: {} }\n`, /^Line 5.*An agent has this name, too/],
    [
      "a rule that forgets its owner",
      "    ownership:\n      - { id: a, paths: [x] }\n",
      /^Line 5.*needs an owner|needs `owner`/,
    ],
    [
      "a name twice",
      `${agents}    ownership:\n      - { id: a, paths: [x], mode: open }\n      - { id: a, paths: [y], mode: open }\n`,
      /^Line 7.*The name `a` is taken: entry 1 has it/,
    ],
    [
      "a delegate by name alone",
      "    agents:\n      claude:\n        delegates: [ada]\n",
      /^Line 6.*gh api users\/alice --jq \.id/,
    ],
    [
      "a delegate without a number",
      "    agents:\n      claude:\n        delegates: [{ login: ada }]\n",
      /^Line 6.*needs `id`/,
    ],
    [
      "an identity by name alone",
      "    agents:\n      claude:\n        identities:\n          - { login: x, id: x }\n",
      /^Line 7.*gh api users\/NAME/,
    ],
    [
      "one account of two agents",
      "    agents:\n      a: { identities: [{ login: x, id: 5 }] }\n      b: { identities: [{ login: y, id: 5 }] }\n",
      /^Line 6.*The account 5 is that of a/,
    ],
    ["a pattern that negates", '    shared: ["!a"]\n', /^Line 4.*negated/],
    ["a pattern that is a comment", '    shared: ["#a"]\n', /^Line 4.*comment/],
    ["three asterisks", '    shared: ["a/***"]\n', /^Line 4.*Three asterisks/],
    [
      "a pack without files",
      `${agents}    packs:\n      - { id: a, agent: claude, expires: 2027-02-01T00:00:00Z }\n`,
      /^Line 6.*exactly one of/,
    ],
    [
      "a pack with two lists",
      `${agents}    packs:\n      - { id: a, agent: claude, paths: [x], glob: [y], expires: 2027-02-01T00:00:00Z }\n`,
      /^Line 6.*exactly one of/,
    ],
    [
      "a pack without an end",
      `${agents}    packs:\n      - { id: a, agent: claude, paths: [x] }\n`,
      /^Line 6.*needs `expires`/,
    ],
    [
      "a pack that ends before it starts",
      `${agents}    packs:\n      - { id: a, agent: claude, paths: [x], starts: 2027-02-01T00:00:00Z, expires: 2027-02-01T00:00:00Z }\n`,
      /^Line 6.*later than `starts`/,
    ],
    [
      "a frozen pack",
      `${agents}    packs:\n      - { id: a, agent: claude, paths: [x], mode: frozen, expires: 2027-02-01T00:00:00Z }\n`,
      /^Line 6.*cannot be `"frozen"`/,
    ],
    [
      "a path out of the repository",
      `${agents}    packs:\n      - { id: a, agent: claude, paths: [../x], expires: 2027-02-01T00:00:00Z }\n`,
      /^Line 6.*from the top of the repository/,
    ],
    [
      "no moment",
      `${agents}    packs:\n      - { id: a, agent: claude, paths: [x], expires: tomorrow }\n`,
      /^Line 6.*2027-01-31T12:00:00Z/,
    ],
    ["agents beside a map of its own", `${agents}    map: lanes.yml\n`, /^Line 4.*The file that `map` names has this/],
    [
      "a default beside a map of its own",
      "    default-mode: frozen\n    map: lanes.yml\n",
      /^Line 4.*The file that `map` names has this/,
    ],
  ])("refuse %s, with the line", (_what, lines, expected) => {
    const problems = problemsOf(lines);
    expect(problems).toEqual([expect.stringMatching(expected)]);
  });

  it("refuse more patterns than every check has time for", () => {
    const rules = Array.from(
      { length: 11 },
      (_, index) =>
        `      - { id: r${index}, mode: open, paths: [${Array.from({ length: 500 }, (_, at) => `a${at}`).join(", ")}] }\n`,
    );
    expect(problemsOf(`    ownership:\n${rules.join("")}`)).toEqual([expect.stringContaining("at most 5000 patterns")]);
  });
});
