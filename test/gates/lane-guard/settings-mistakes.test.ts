import { expect, it } from "@jest/globals";
import { parseConfiguration } from "../../../src/config/parse.ts";
import { laneGuard } from "../../../src/gates/lane-guard/gate.ts";

/** What is said of a configuration, without the place: `what | fix` where the fix is one of its own. */
function saidOf(settings: string): readonly string[] {
  const parsed = parseConfiguration(`version: 1\ngates:\n  lane-guard:\n    ${settings}\n`, [laneGuard]);
  if (parsed.kind !== "invalid") return [];
  return parsed.findings.map(({ what, fix }) => {
    const text = what.replace(/^Line \d+, column \d+: /, "").replace("gates.lane-guard.", "");
    return fix === "Write a value that the setting takes." ? text : `${text} | ${fix}`;
  });
}

const types =
  "The types are `forbidden`, `layers`, `independence`, `protected`, `acyclic-siblings`, `lanes`, `visibility`, `tags`, `required` and `budget`.";
const contract = (keys: string) => `contracts: [{ ${keys} }]`;
const forbidden = (keys: string) => contract(`name: No, type: forbidden, from: [a], to: [b], ${keys}`);

it.each([
  [
    contract("name: 5, type: forbidden, from: [a], to: [b]"),
    '`contracts[0].name` cannot be `5`. It has to be a text: `"5"`.',
  ],
  [
    contract("name: '', type: forbidden, from: [a], to: [b]"),
    '`contracts[0].name` cannot be `""`. It must not be empty.',
  ],
  [
    contract("name: No, type: forbiden, from: [a], to: [b]"),
    `\`contracts[0].type\` cannot be \`"forbiden"\`. Did you mean \`forbidden\`? ${types}`,
  ],
  [contract("name: No, type: x, from: [a], to: [b]"), `\`contracts[0].type\` cannot be \`"x"\`. ${types}`],
  [contract("name: No, from: [a], to: [b]"), `\`contracts[0]\` needs \`type\`, which is missing. | Add it. ${types}`],
  [
    contract("name: No, type: forbidden, from: a, to: [b]"),
    '`contracts[0].from` cannot be `"a"`. It has to be a list, and one entry makes a list, too: `["a"]`.',
  ],
  [
    contract("name: No, type: forbidden, from: [], to: [b]"),
    "`contracts[0].from` cannot be an empty list. Name at least one entry.",
  ],
  [
    contract("name: No, type: required, modules: [], imports: []"),
    "`contracts[0].modules` cannot be an empty list. Name at least one entry.",
    "`contracts[0].imports` cannot be an empty list. Name at least one entry.",
  ],
  [
    contract("name: No, type: independence, modules: []"),
    "`contracts[0].modules` cannot be an empty list. Name at least one entry.",
  ],
  [
    contract("name: No, type: layers, layers: []"),
    "`contracts[0].layers` cannot be an empty list. Name at least one entry.",
  ],
  [
    contract("name: No, type: forbidden, from: [1], to: [b]"),
    "`contracts[0].from[0]` cannot be `1`. Write a name, such as lukhas.identity or web/src.",
  ],
  [
    contract("name: No, type: forbidden, from: [a]"),
    "`contracts[0]` needs `to`, which is missing. | Add it. It has to be a list.",
  ],
  [
    forbidden("allow-indirect: yes"),
    '`contracts[0].allow-indirect` cannot be `"yes"`. It has to be `true` or `false`.',
  ],
  [
    forbidden("unmatched-ignores: off"),
    '`contracts[0].unmatched-ignores` cannot be `"off"`. It can be `error`, `warn` or `none`.',
  ],
  [
    forbidden("ignore: [5]"),
    "`contracts[0].ignore[0]` cannot be `5`. Write importer -> imported, such as lukhas.api -> core.db.",
  ],
  [
    forbidden("ignore: [{ reason: R }]"),
    "`contracts[0].ignore[0]` needs `import`, which is missing. | Add it. Write importer -> imported, such as lukhas.api -> core.db.",
  ],
  [
    forbidden("ignore: [{ import: a -> b, reason: R, until: 5 }]"),
    "`contracts[0].ignore[0].until` cannot be `5`. Write the last day as 2027-01-31.",
  ],
  [
    "contracts: { name: No }",
    "`contracts` cannot be a group of keys. It has to be a list: begin each entry with `- `.",
  ],
  [
    "contracts: [forbidden]",
    '`contracts[0]` cannot be `"forbidden"`. It has to be a group of keys, each written as `key: value`.',
  ],
  ["contracts:", "`contracts` cannot be empty. It has to be a list."],
  [
    contract("name: No, type: lanes, lanes: [a]"),
    "`contracts[0].lanes` cannot be this list. It takes at least 2 entries.",
  ],
  [
    contract("name: No, type: lanes, lanes: [a, 5]"),
    "`contracts[0].lanes[1]` cannot be `5`. Write the name of a package, or a lane as `name: [its packages]`.",
  ],
  [
    contract("name: No, type: layers, layers: [a, 5]"),
    "`contracts[0].layers[1]` cannot be `5`. Write the name of a package, or several as `a | b`.",
  ],
  [
    contract("name: No, type: tags, tags: { a: [b] }, allow: [a]"),
    "`contracts[0].allow` cannot be this list. It has to be a group of keys, each written as `key: value`.",
  ],
  [
    contract("name: No, type: budget, from: [a], to: [b], at-most: many"),
    '`contracts[0].at-most` cannot be `"many"`. It has to be a number.',
  ],
  [
    contract("name: No, type: budget, from: [a], to: [b], at-most: -1"),
    "`contracts[0].at-most` cannot be `-1`. It has to be at least 0.",
  ],
  [
    contract("name: No, type: budget, from: [a], to: [b], at-most: 1.5"),
    "`contracts[0].at-most` cannot be `1.5`. It has to be a whole number.",
  ],
  [`plugin-lists: [${"A, ".repeat(51)}]`, "`plugin-lists` cannot be this list. It takes at most 50 entries."],
])("%s", (settings, ...expected) => {
  expect(saidOf(settings)).toEqual(expected);
});

it("says nothing in the words of a schema, whatever stands in the place of a setting", () => {
  const values = ["5", "-1", "1.5", "true", "text", "''", "[]", "[5]", "[[]]", "{}", "{ a: 1 }", "", "null"];
  const settings = "contracts adopt accept source-roots plugin-lists stubs notebooks mode".split(" ");
  const keys = "name why names ignore type-checking from to lanes layers modules depth tags allow at-most ratchet";
  const kinds = ["forbidden", "lanes", "layers", "tags", "budget", "acyclic-siblings"];
  for (const value of values) {
    const written = keys.split(" ").map((key) => `${key}: ${value}`);
    const texts = [
      ...settings.flatMap((key) => saidOf(`${key}: ${value}`)),
      ...kinds.flatMap((type) => saidOf(contract([`type: ${type}`, ...written].join(", ")))),
    ];
    expect(texts.length).toBeGreaterThan(50);
    for (const text of texts) expect(text).not.toMatch(/invalid|expected|received|undefined/i);
  }
});
