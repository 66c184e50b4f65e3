import { describe, expect, it } from "@jest/globals";
import { findingsOf } from "../support.ts";
import { type Case, graphFrom, said } from "./graph-text.ts";

const schema = { type: "required", modules: ["s.*"], imports: ["schemas.registry"] };
const indirect = { ...schema, "allow-indirect": true };
const registry = "schemas.registry";

const cases: readonly Case[] = [
  ["the package imports it", `s.a -> ${registry}`, schema, []],
  ["a module below does", `s.a.x.y -> ${registry}, s.a`, schema, []],
  ["nobody in the package does", `s.a.x, s.b -> ${registry}`, schema, ["lacks s.a"]],
  ["each package has to", `s.a, s.b, s.c -> ${registry}`, schema, ["lacks s.a", "lacks s.b"]],
  ["something below it is enough", `s.a -> ${registry}.x, ${registry}`, schema, []],
  ["the package that it is in is not", `s.a -> schemas, ${registry}`, schema, ["lacks s.a"]],
  ["through others is not enough", `s.a -> u, u -> ${registry}`, schema, ["lacks s.a"]],
  ["through others, when that is allowed", `s.a -> u, u -> ${registry}`, indirect, []],
  ["through another of the packages", `s.a -> s.b, s.b -> ${registry}`, indirect, []],
  ["no chain leads there", `s.a -> u, ${registry} -> u`, indirect, ["lacks s.a"]],
  ["one of several", `s.a -> other, ${registry}`, { ...schema, imports: [registry, "other"] }, []],
  ["a wildcard", `s.a -> schemas.v2.registry`, { ...schema, imports: ["schemas.*.registry"] }, []],
  [
    "who holds it need not",
    `s.schemas.registry, s.a -> s.schemas.registry`,
    { ...schema, imports: ["s.schemas.registry"] },
    [],
  ],
  [
    "who is a part of it need not",
    `s.a.x, s.a.y`,
    { ...schema, modules: ["s.a.*", "s.b"], imports: ["s.a"] },
    ["unknown s.b"],
  ],
  ["a package of other people", "s.a -> log!, s.b", { ...schema, imports: ["log"] }, ["lacks s.b"]],
  [
    "a package of other people that nobody imports",
    "s.a",
    { ...schema, imports: ["log"] },
    ["lacks s.a", "absent log"],
  ],
  ["something of ours that is not there", "s.a", schema, ["lacks s.a", "unknown schemas.registry"]],
  [
    "a part of a package of other people",
    "s.a -> log!",
    { ...schema, imports: ["log.x"] },
    ["lacks s.a", "unknown log.x"],
  ],
  ["packages that are not there", registry, schema, ["unknown s.*"]],
  [
    "an ignored import does not count",
    `s.a -> ${registry}`,
    { ...schema, ignore: [`s.a -> ${registry}`] },
    ["lacks s.a"],
  ],
  ["an import for type checkers counts", `s.a -> ${registry} ?`, schema, []],
  ["or not, when they are excluded", `s.a -> ${registry} ?`, { ...schema, "type-checking": "exclude" }, ["lacks s.a"]],
];

describe("required", () => {
  it.each(cases)("%s", (_title, imports, contract, expected) => {
    expect(said(graphFrom(imports), contract)).toEqual(expected);
  });

  it("says how packages of other people are known", async () => {
    const contract = { name: "C", imports: ["log.x"], type: "required", modules: ["s.*"] };
    const [finding] = await findingsOf({}, { "s/a.py": "import log.x\n" }, { contracts: [contract] });
    expect(finding?.what).toBe(
      'The contract "C" is about log.x, and the repository has no such Python package. Did you mean log? Packages of other people are known by the first part of their names only, so write log.',
    );
  });
});
