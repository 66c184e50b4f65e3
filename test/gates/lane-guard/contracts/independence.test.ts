import { describe, expect, it } from "@jest/globals";
import { type Case, graphFrom, said } from "./graph-text.ts";

const pair = { type: "independence", modules: ["a", "b"] };
const triple = { type: "independence", modules: ["a", "b", "c"] };
const plugins = { type: "independence", modules: ["p.*"] };

const cases: readonly Case[] = [
  ["nobody imports", "a, b", pair, []],
  ["one imports the other", "a -> b", pair, ["a -> b"]],
  ["the other imports the one", "b -> a", pair, ["b -> a"]],
  ["both", "a -> b, b -> a", pair, ["a -> b", "b -> a"]],
  ["modules below", "a.x -> b.y", pair, ["a.x -> b.y"]],
  ["within one", "a.x -> a.y, b", pair, []],
  ["both import a third", "a -> u, b -> u", pair, []],
  ["a third imports both", "u -> a, u -> b", pair, []],
  ["through a third", "a -> u, u -> b", pair, ["a ~> u ~> b"]],
  ["through a third in both directions", "a -> u, b -> u, u -> a, u -> b", pair, ["b ~> u ~> a", "a ~> u ~> b"]],
  ["through itself", "a.x -> a.y, a.y -> b", pair, ["a.y -> b", "a.x ~> a.y ~> b"]],
  ["a longer way", "a -> u, u -> v, v -> b", pair, ["a ~> u ~> v ~> b"]],
  ["through another that is named: told of the links there", "a -> b, b -> c", triple, ["a -> b", "b -> c"]],
  ["round", "a -> b, b -> c, c -> a", triple, ["a -> b", "b -> c", "c -> a"]],
  ["a wildcard", "p.x -> p.y, p.z", plugins, ["p.x -> p.y"]],
  ["a wildcard does not name the package itself", "p -> p.x, p.x -> p.y", plugins, ["p.x -> p.y"]],
  ["through the package of a wildcard", "p.x -> p, p -> p.y", plugins, ["p.x ~> p ~> p.y"]],
  ["a wildcard that matches one", "p.x, p", plugins, []],
  ["a wildcard that matches nothing", "p, q", plugins, ["unknown p.*"]],
  ["a wildcard and a name", "p.x -> q", { type: "independence", modules: ["p.*", "q"] }, ["p.x -> q"]],
  [
    "a wildcard in the middle",
    "p.x.m -> p.y.m, p.x.n -> p.y.n",
    { type: "independence", modules: ["p.*.m"] },
    ["p.x.m -> p.y.m"],
  ],
  [
    "`**`: a package and its parts are not kept apart",
    "p.x -> p.x.y, p.x.y -> p.x",
    { type: "independence", modules: ["p.**"] },
    [],
  ],
  [
    "`**`: parts of different packages are",
    "p.x.y -> p.z.w",
    { type: "independence", modules: ["p.**"] },
    ["p.x.y -> p.z.w"],
  ],
  ["`**`: parts of one package are", "p.x.y -> p.x.z", { type: "independence", modules: ["p.**"] }, ["p.x.y -> p.x.z"]],
  ["a name that is not there", "a", pair, ["unknown b"]],
  ["ignored", "a -> b", { ...pair, ignore: ["a -> b"] }, []],
  ["ignored by a wildcard", "a.x -> b.y, a.x -> b", { ...pair, ignore: ["a.* -> b.*"] }, ["a.x -> b"]],
  ["namespace packages", "n.a.x -> n.b.y", { type: "independence", modules: ["n.*"] }, ["n.a.x -> n.b.y"]],
];

describe("independence", () => {
  it.each(cases)("%s", (_title, imports, contract, expected) => {
    expect(said(graphFrom(imports), contract)).toEqual(expected);
  });

  it("keeps far more packages apart than are looked for at once", () => {
    const numbers = Array.from({ length: 100 }, (_, index) => index);
    const far = (index: number) => (index + 37) % 100;
    const imports = numbers.flatMap((index) => [`p.m${index} -> u${index}`, `u${index} -> p.m${far(index)}`]);
    const expected = numbers.map((index) => `p.m${index} ~> u${index} ~> p.m${far(index)}`);
    expect(said(graphFrom(imports.join(", ")), plugins).toSorted()).toEqual(expected.toSorted());
  });
});
