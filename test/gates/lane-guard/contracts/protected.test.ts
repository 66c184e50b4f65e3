import { describe, expect, it } from "@jest/globals";
import { type Case, graphFrom, said } from "./graph-text.ts";

const only = { type: "protected", modules: ["p"], "allowed-importers": ["a"] };
const nobody = { type: "protected", modules: ["p"] };
const models = {
  type: "protected",
  modules: ["m.**.models"],
  "allowed-importers": ["m.colors.*"],
  "as-packages": false,
};

const cases: readonly Case[] = [
  ["nobody imports it", "p, a", only, []],
  ["who is allowed", "a -> p", only, []],
  ["who is not", "b -> p, a", only, ["b -> p"]],
  ["a module below who is allowed", "a.x -> p.y", only, []],
  ["a module below what is protected", "b -> p.y, a", only, ["b -> p.y"]],
  ["several, in the order of names", "c -> p, b -> p, b -> p.x, a", only, ["b -> p", "b -> p.x", "c -> p"]],
  ["through others", "b -> u, u -> a, a -> p", only, []],
  ["what is protected imports itself", "p.x -> p.y, a", only, []],
  ["what is protected imports others", "p -> b, a", only, []],
  ["nobody is allowed", "a -> p, p.x -> p", nobody, ["a -> p"]],
  [
    "several protected may not import each other",
    "p -> q, q -> p, a",
    { ...only, modules: ["p", "q"] },
    ["q -> p", "p -> q"].toReversed(),
  ],
  ["unless they are allowed", "p -> q, q -> p", { ...only, modules: ["p", "q"], "allowed-importers": ["p", "q"] }, []],
  ["a part of a package", "p.x -> p.y, b -> p.x, a", { ...only, modules: ["p.y"] }, ["p.x -> p.y"]],
  ["the package may not import its protected part", "p -> p.y, a", { ...only, modules: ["p.y"] }, ["p -> p.y"]],
  ["unless it is allowed", "p -> p.y, p.x -> p.y", { ...only, modules: ["p.y"], "allowed-importers": ["p"] }, []],
  ["as modules: a module below is not protected", "b -> p.x, b -> p, a", { ...only, "as-packages": false }, ["b -> p"]],
  ["as modules: a module below is not allowed", "a.x -> p, a -> p", { ...only, "as-packages": false }, ["a.x -> p"]],
  ["as modules: what is below may not import it", "p.x -> p, a", { ...only, "as-packages": false }, ["p.x -> p"]],
  [
    "wildcards: all models",
    "m.one.green -> m.one.models, m.colors.red -> m.one.models",
    models,
    ["m.one.green -> m.one.models"],
  ],
  [
    "wildcards: only children are allowed",
    "m.colors.red.foo -> m.one.models, m.colors.red",
    models,
    ["m.colors.red.foo -> m.one.models"],
  ],
  ["wildcards: deeper models", "m.x -> m.one.two.models, m.colors.red", models, ["m.x -> m.one.two.models"]],
  ["ignored", "b -> p, a", { ...only, ignore: ["b -> p"] }, []],
  ["ignored in vain", "b, p, a", { ...only, ignore: ["b -> p"] }, ["unmatched b -> p"]],
  ["a package of other people", "b -> django!, a -> django!", { ...only, modules: ["django"] }, ["b -> django"]],
  ["a package that nobody has or imports", "a, b", { ...only, modules: ["django"] }, ["unknown django"]],
  ["an importer that is not there", "p", only, ["unknown a"]],
  ["a wildcard that matches nothing", "p, a", { ...only, modules: ["p.*"] }, ["unknown p.*"]],
  ["an importer wildcard that matches nothing", "b -> p, a", { ...only, "allowed-importers": ["a.*"] }, ["b -> p"]],
  ["inside a package and protected twice", "b -> p.x, a", { ...only, modules: ["p", "p.x"] }, ["b -> p.x"]],
];

describe("protected", () => {
  it.each(cases)("%s", (_title, imports, contract, expected) => {
    expect(said(graphFrom(imports), contract)).toEqual(expected);
  });
});
