import { describe, expect, it } from "@jest/globals";
import { type Case, graphFrom, said } from "./graph-text.ts";

const a = { type: "forbidden", from: ["a"], to: ["b"] };
const direct = { ...a, "allow-indirect": true };
const modules = { ...a, "as-packages": false };

const basics: readonly Case[] = [
  ["nothing is imported", "a, b", a, []],
  ["a direct import", "a -> b", a, ["a -> b"]],
  ["an import the other way", "b -> a", a, []],
  ["an import of a module below the target", "a -> b.x", a, ["a -> b.x"]],
  ["an import by a module below the source", "a.x -> b", a, ["a.x -> b"]],
  ["both below", "a.x.y -> b.z.w", a, ["a.x.y -> b.z.w"]],
  ["a name that only begins alike", "ab -> b, a -> ba", a, []],
  ["two modules", "a.x -> b, a.y -> b.z", a, ["a.x -> b", "a.y -> b.z"]],
  ["one module that imports two", "a.x -> b.y, a.x -> b.z", a, ["a.x -> b.y", "a.x -> b.z"]],
  ["the same import twice", "a -> b, a -> b", a, ["a -> b"]],
  ["a module that imports itself", "a -> a, b", a, []],
  ["several sources", "a -> c, b -> c", { ...a, from: ["a", "b"], to: ["c"] }, ["a -> c", "b -> c"]],
  ["several targets", "a -> b, a -> c", { ...a, to: ["b", "c"] }, ["a -> b", "a -> c"]],
  ["a source named twice, once as its package", "a.x -> b", { ...a, from: ["a", "a.x"] }, ["a.x -> b"]],
  ["a target named twice, once as its package", "a -> b.x", { ...a, to: ["b", "b.x"] }, ["a -> b.x"]],
];

const indirect: readonly Case[] = [
  ["a chain through one module", "a -> u, u -> b", a, ["a ~> u ~> b"]],
  ["a chain through two", "a -> u, u -> v, v -> b", a, ["a ~> u ~> v ~> b"]],
  ["the shortest of two chains", "a -> u, u -> v, v -> b, a -> w, w -> b", a, ["a ~> w ~> b"]],
  ["of two as short the one with the first names", "a -> v, v -> b, a -> u, u -> b", a, ["a ~> u ~> b"]],
  ["a chain through the source itself", "a.x -> a.y, a.y -> b", a, ["a.y -> b", "a.x ~> a.y ~> b"]],
  [
    "a chain that leaves the source and comes back",
    "a.x -> u, u -> a.y, a.y -> b",
    a,
    ["a.y -> b", "a.x ~> u ~> a.y ~> b"],
  ],
  ["a chain to a module below the target", "a -> u, u -> b.z", a, ["a ~> u ~> b.z"]],
  ["a direct import and a longer way", "a -> b, a -> u, u -> b", a, ["a -> b"]],
  ["a circle on the way", "a -> u, u -> v, v -> u, v -> b", a, ["a ~> u ~> v ~> b"]],
  ["a chain that ends elsewhere", "a -> u, u -> c, b", a, []],
  ["a chain through another target", "a -> b, b -> c", { ...a, to: ["b", "c"] }, ["a -> b", "a ~> b ~> c"]],
  ["a chain through another source", "a -> c, c -> b", { ...a, from: ["a", "c"] }, ["c -> b", "a ~> c ~> b"]],
  ["allowed: a chain", "a -> u, u -> b", direct, []],
  ["allowed: a chain through the source", "a.x -> a.y, a.y -> b", direct, ["a.y -> b"]],
  ["allowed: a direct import", "a.x -> b.y", direct, ["a.x -> b.y"]],
];

const asModules: readonly Case[] = [
  ["the module itself", "a -> b, a.x, b.y", modules, ["a -> b"]],
  ["what is below the source", "a.x -> b", modules, []],
  ["what is below the target", "a -> b.x", modules, []],
  ["a chain through what is below the source", "a -> a.x, a.x -> b", modules, ["a ~> a.x ~> b"]],
  ["a chain through what is below the target", "a -> b.x, b.x -> b", modules, ["a ~> b.x ~> b"]],
  ["direct alone", "a -> a.x, a.x -> b", { ...modules, "allow-indirect": true }, []],
  [
    "from a package to its own children",
    "a -> a.x, a.x -> a.y",
    { ...modules, to: ["a.**"] },
    ["a -> a.x", "a ~> a.x ~> a.y"],
  ],
];

const overlaps: readonly Case[] = [
  ["its own children", "a -> a.x, a -> b", { ...a, to: ["a.x", "b"] }, ["a -> b"]],
  ["its own package", "a.x -> a, a.x -> b", { ...a, from: ["a.x"], to: ["a", "b"] }, ["a.x -> b"]],
  ["itself by a wildcard", "a.x -> a.y, a.y -> a.x", { ...a, from: ["a.x"], to: ["a.*"] }, ["a.x -> a.y"]],
  [
    "all siblings of each other",
    "a.x -> a.y, a.y -> a.z",
    { ...a, from: ["a.*"], to: ["a.*"] },
    ["a.x -> a.y", "a.y -> a.z", "a.x ~> a.y ~> a.z"],
  ],
  [
    "a target that only one source overlaps",
    "a.x -> a.y, b -> a.x",
    { ...a, from: ["a.x", "b"], to: ["a.x", "a.y"] },
    ["b -> a.x", "a.x -> a.y", "b ~> a.x ~> a.y"],
  ],
  ["as modules, a child of the source", "a -> a.x", { ...modules, to: ["a.x"] }, ["a -> a.x"]],
  ["as modules, the same module", "a -> c, c -> a", { ...modules, from: ["a", "c"], to: ["a"] }, ["c -> a"]],
];

const externals: readonly Case[] = [
  ["a package of other people", "a -> os!", { ...a, to: ["os"] }, ["a -> os"]],
  ["through another module", "a -> u, u -> django!", { ...a, to: ["django"] }, ["a ~> u ~> django"]],
  ["by its first part", "a -> django.db.models!", { ...a, to: ["django"] }, ["a -> django"]],
  ["that nobody imports", "a", { ...a, to: ["django"] }, ["absent django"]],
  ["named deeper than it is known", "a -> django.db!", { ...a, to: ["django.db"] }, ["absent django.db"]],
  ["wildcards leave them alone", "a -> os!, a -> b.x", { ...a, to: ["*", "b.*"], from: ["a"] }, ["a -> b.x"]],
  ["ignored", "a -> os!, a -> sys!", { ...a, to: ["os", "sys"], ignore: ["a -> os"] }, ["a -> sys"]],
];

const names: readonly Case[] = [
  ["a source that is not there", "a, b", { ...a, from: ["c"] }, ["unknown c"]],
  ["one of two sources", "a -> b", { ...a, from: ["a", "c"] }, ["a -> b", "unknown c"]],
  ["a target that is not there", "a", a, ["absent b"]],
  ["a wildcard that matches nothing", "a, b", { ...a, from: ["a.*"] }, ["unknown a.*"]],
  ["a wildcard that matches nothing beside a name", "a -> b", { ...a, from: ["a", "a.*"] }, ["a -> b"]],
  ["a target wildcard that matches nothing", "a, b", { ...a, to: ["b.*"] }, ["absent b.*"]],
  ["a namespace package", "n.a.x -> n.b.y", { ...a, from: ["n.a"], to: ["n.b"] }, ["n.a.x -> n.b.y"]],
];

describe.each([
  ["forbidden", basics],
  ["forbidden, indirect", indirect],
  ["forbidden, as modules", asModules],
  ["forbidden, overlapping: a package may import", overlaps],
  ["forbidden, external", externals],
  ["forbidden names", names],
])("%s", (_group, cases) => {
  it.each(cases)("%s", (_title, imports, contract, expected) => {
    expect(said(graphFrom(imports), contract)).toEqual(expected);
  });
});
