import { describe, expect, it } from "@jest/globals";
import { type Case, graphFrom, said } from "./graph-text.ts";

const a = { type: "forbidden", from: ["a"], to: ["b"] };
const ignoring = (...ignore: readonly unknown[]) => ({ ...a, ignore });
const chain = "a -> u, u -> b";

const ignores: readonly Case[] = [
  ["the link itself", "a -> b", ignoring("a -> b"), []],
  ["the link alone, not others", "a.x -> b, a.y -> b", ignoring("a.x -> b"), ["a.y -> b"]],
  ["names of modules, not of packages", "a.x -> b", ignoring("a -> b"), ["a.x -> b", "unmatched a -> b"]],
  ["the first link of a chain", chain, ignoring("a -> u"), []],
  ["the last link of a chain", chain, ignoring("u -> b"), []],
  ["one of two ways", "a -> u, u -> b, a -> v, v -> w, w -> b", ignoring("a -> u"), ["a ~> v ~> w ~> b"]],
  ["`*` for one part", "a.x -> b, a.x.y -> b", ignoring("a.* -> b"), ["a.x.y -> b"]],
  ["`**` for every depth", "a.x -> b, a.x.y -> b", ignoring("a.** -> b"), []],
  ["`**` does not match the package itself", "a -> b, a.x -> b", ignoring("a.** -> b"), ["a -> b"]],
  ["`*` in the middle", "a.x.m -> b, a.y.m -> b, a.y.n -> b", ignoring("a.*.m -> b"), ["a.y.n -> b"]],
  ["`**` in the middle", "a.x.y.m -> b, a.m -> b", ignoring("a.**.m -> b"), ["a.m -> b"]],
  ["wildcards on both sides", "a.x -> b.y, a.x -> b", ignoring("a.* -> b.*"), ["a.x -> b"]],
  ["all that a module imports", "a -> b, a -> os!", { ...ignoring("a -> *"), to: ["b", "os"] }, []],
  ["with a reason", "a -> b", ignoring({ import: "a -> b", reason: "Until the move is done" }), []],
  ["spaces do not matter", "a -> b", ignoring("a->b", "  a  ->  b"), []],
  ["an import that nobody makes", "a, b", ignoring("a -> b"), ["unmatched a -> b"]],
  ["an import of what is not there", "a, b", ignoring("a -> c"), ["unmatched a -> c"]],
  ["a wildcard that matches modules but no import", "a.x, b", ignoring("a.* -> b"), ["unmatched a.* -> b"]],
  ["an import outside the contract", "a, b, c -> d", ignoring("c -> d"), []],
  ["the same twice", "a, b", ignoring("a -> b", "a -> b"), ["unmatched a -> b"]],
  [
    "several in vain, all of them named",
    "a, b",
    ignoring("a -> b", "b -> a"),
    ["unmatched a -> b", "unmatched b -> a"],
  ],
];

const excluded = { ...a, "type-checking": "exclude" };

const typeChecking: readonly Case[] = [
  ["count by default", "a -> b ?", a, ["a -> b"]],
  ["do not count when excluded", "a -> b ?", excluded, []],
  ["an import that also runs counts", "a -> b ?, a -> b", excluded, ["a -> b"]],
  ["an import that runs first counts", "a -> b, a -> b ?", excluded, ["a -> b"]],
  ["cut a chain", "a -> u ?, u -> b", excluded, []],
  ["a chain without them stays", "a -> u ?, a -> v, u -> b, v -> u", excluded, ["a ~> v ~> u ~> b"]],
  ["cannot be ignored any more", "a -> b ?", { ...excluded, ignore: ["a -> b"] }, ["unmatched a -> b"]],
  ["do not count for layers", "l -> h ?, h", { type: "layers", layers: ["h", "l"], "type-checking": "exclude" }, []],
  [
    "nor for cycles",
    "p.x -> p.y ?, p.y -> p.x",
    { type: "acyclic-siblings", ancestors: ["p"], "type-checking": "exclude" },
    [],
  ],
  ["nor for protected packages", "x -> p ?", { type: "protected", modules: ["p"], "type-checking": "exclude" }, []],
];

describe.each([
  ["ignored imports", ignores],
  ["imports for type checkers", typeChecking],
])("%s", (_group, cases) => {
  it.each(cases)("%s", (_title, imports, contract, expected) => {
    expect(said(graphFrom(imports), contract)).toEqual(expected);
  });
});

describe("wildcards", () => {
  const tree = "m.foo, m.foo.bar, m.foobar.baz, m.foo.bar.qux, m.foo.baz, m.x.y.z.qux, m";
  it.each([
    ["m.*", ["m.foo", "m.foobar", "m.x"]],
    ["m.*.baz", ["m.foo.baz", "m.foobar.baz"]],
    ["m.*.*", ["m.foo.bar", "m.foo.baz", "m.foobar.baz", "m.x.y"]],
    [
      "m.**",
      [
        "m.foo",
        "m.foo.bar",
        "m.foo.bar.qux",
        "m.foo.baz",
        "m.foobar",
        "m.foobar.baz",
        "m.x",
        "m.x.y",
        "m.x.y.z",
        "m.x.y.z.qux",
      ],
    ],
    ["m.**.qux", ["m.foo.bar.qux", "m.x.y.z.qux"]],
    ["*", ["m", "other"]],
    ["**.qux", ["m.foo.bar.qux", "m.x.y.z.qux"]],
    ["*.foo", ["m.foo"]],
    ["m.**.y.*", ["m.x.y.z"]],
  ])("%s matches", (pattern, expected) => {
    const graph = graphFrom(`${tree}, other`);
    const links = graph.names.map((name) => `${name} -> target`).join(",");
    const contract = {
      type: "forbidden",
      from: [pattern],
      to: ["target"],
      "as-packages": false,
      "allow-indirect": true,
    };
    const found = said(graphFrom(links), contract).map((line) => line.replace(" -> target", ""));
    expect(found.filter((name) => name !== "target").toSorted()).toEqual(expected.toSorted());
  });
});
