import { describe, expect, it } from "@jest/globals";
import { type Case, graphFrom, said } from "./graph-text.ts";

const two = { type: "layers", layers: ["high", "low"] };
const three = { type: "layers", layers: ["high", "mid", "low"] };
const all = "high, mid, low";

const order: readonly Case[] = [
  ["nobody imports", all, three, []],
  ["downwards", "high -> low, high -> mid, mid -> low", three, []],
  ["upwards", "low -> high", two, ["low -> high"]],
  ["two layers up", "low -> high, mid", three, ["low -> high"]],
  ["from the middle up", "mid -> high, low", three, ["mid -> high"]],
  ["every way up", "low -> mid, mid -> high, low -> high", three, ["low -> high", "low -> mid", "mid -> high"]],
  ["between modules below", "low.x -> high.y", two, ["low.x -> high.y"]],
  ["within a layer", "low.x -> low.y, high", two, []],
  ["outside of all layers", "u -> v, high, low", two, []],
  ["an outsider may import all", "u -> high, u -> low", two, []],
  ["a name that only begins alike", "lower -> high, low", two, []],
];

const chains: readonly Case[] = [
  ["through an outsider", "low -> u, u -> high", two, ["low ~> u ~> high"]],
  ["through two outsiders", "low -> u, u -> v, v -> high", two, ["low ~> u ~> v ~> high"]],
  ["through the layer itself", "low.x -> low.y, low.y -> high", two, ["low.y -> high", "low.x ~> low.y ~> high"]],
  [
    "through an outsider and back",
    "low.x -> u, u -> low.y, low.y -> v, v -> high",
    two,
    ["low.x ~> u ~> low.y ~> v ~> high", "low.y ~> v ~> high"],
  ],
  [
    "through a layer between them: told of the links there",
    "low -> mid, mid -> high",
    three,
    ["low -> mid", "mid -> high"],
  ],
  ["through a lower layer: told of the link there", "mid -> low, low -> high", three, ["low -> high"]],
  ["through a higher layer: told of the link there", "low -> high, high -> mid", three, ["low -> high"]],
  ["around a layer between them", "low -> mid, low -> u, u -> high", three, ["low -> mid", "low ~> u ~> high"]],
  [
    "through an outsider and then a third layer",
    "low -> u, u -> mid, mid -> high",
    three,
    ["mid -> high", "low ~> u ~> mid"],
  ],
  ["a shortest way through outsiders", "low -> u, u -> v, v -> high, low -> w, w -> high", two, ["low ~> w ~> high"]],
  ["ties by name", "low -> v, v -> high, low -> u, u -> high", two, ["low ~> u ~> high"]],
  [
    "to the module of the layer that is met first",
    "low -> u, u -> high.y, high.y -> high.x",
    two,
    ["low ~> u ~> high.y"],
  ],
  ["downwards through outsiders", "high -> u, u -> low", two, []],
  ["an outsider that imports and is imported", "high -> u, u -> high, low", two, []],
];

const siblings: readonly Case[] = [
  ["independent ones must not import each other", "a -> b", { type: "layers", layers: ["a | b"] }, ["a -> b"]],
  ["in no direction", "b -> a", { type: "layers", layers: ["a | b"] }, ["b -> a"]],
  ["nor through others", "a -> u, u -> b", { type: "layers", layers: ["a | b"] }, ["a ~> u ~> b"]],
  ["others may", "a -> b, b -> a", { type: "layers", layers: ["a : b"] }, []],
  ["also through others", "a -> u, u -> b", { type: "layers", layers: ["a : b"] }, []],
  ["both may import below", "a -> low, b -> low", { type: "layers", layers: ["a | b", "low"] }, []],
  [
    "neither may import above",
    "a -> high, b -> high",
    { type: "layers", layers: ["high", "a : b"] },
    ["a -> high", "b -> high"],
  ],
  [
    "nobody below may import either",
    "low -> a, low -> b",
    { type: "layers", layers: ["a | b", "low"] },
    ["low -> a", "low -> b"],
  ],
  [
    "a chain through a sibling that may",
    "a -> b, b -> high",
    { type: "layers", layers: ["high", "a : b"] },
    ["b -> high"],
  ],
  [
    "three, each with each",
    "a -> b, b -> c, c -> a",
    { type: "layers", layers: ["a | b | c"] },
    ["a -> b", "b -> c", "c -> a"],
  ],
  ["three that may", "a -> b, b -> c, c -> a", { type: "layers", layers: ["a : b : c"] }, []],
  ["spaces do not matter", "a -> b", { type: "layers", layers: ["a|b"] }, ["a -> b"]],
];

const ignores: readonly Case[] = [
  ["a link", "low -> high", { ...two, ignore: ["low -> high"] }, []],
  ["a link of a chain", "low -> u, u -> high", { ...two, ignore: ["u -> high"] }, []],
  ["a link that is not there", "low, high", { ...two, ignore: ["low -> high"] }, ["unmatched low -> high"]],
];

describe.each([
  ["layers", order],
  ["chains between layers", chains],
  ["siblings in a layer", siblings],
  ["ignored between layers", ignores],
])("%s", (_group, cases) => {
  it.each(cases)("%s", (_title, imports, contract, expected) => {
    expect(said(graphFrom(imports), contract)).toEqual(expected);
  });
});
