import { describe, expect, it } from "@jest/globals";
import { type Case, graphFrom, said } from "./graph-text.ts";

const two = { type: "layers", layers: ["high", "low"] };
const three = { type: "layers", layers: ["high", "mid", "low"] };
const inside = { ...three, containers: ["p"] };

const optional: readonly Case[] = [
  ["a layer that is missing", "high", two, ["unknown low"]],
  ["an optional layer that is missing", "high, low", { ...three, layers: ["high", "(mid)", "low"] }, []],
  [
    "an optional layer that is there counts",
    "low -> mid, high",
    { ...three, layers: ["high", "(mid)", "low"] },
    ["low -> mid"],
  ],
  ["an optional sibling that is missing", "a, low", { type: "layers", layers: ["a | (b)", "low"] }, []],
  ["an optional sibling that is there", "a -> b, low", { type: "layers", layers: ["a | (b)", "low"] }, ["a -> b"]],
  ["with spaces inside the brackets", "high, low", { ...three, layers: ["high", "( mid )", "low"] }, []],
  ["missing in one of two containers", "p.high, p.low, q.high", { ...two, containers: ["p", "q"] }, ["unknown q.low"]],
  [
    "optional, missing in one of two containers",
    "p.high, p.low, q.high",
    { ...two, layers: ["high", "(low)"], containers: ["p", "q"] },
    [],
  ],
];

const containers: readonly Case[] = [
  ["upwards", "p.low -> p.high, p.mid", inside, ["p.low -> p.high"]],
  ["downwards", "p.high -> p.low, p.mid", inside, []],
  ["each for itself", "p.low -> q.high, p.high, q.low", { ...two, containers: ["p", "q"] }, []],
  [
    "in every one",
    "p.low -> p.high, q.low -> q.high",
    { ...two, containers: ["p", "q"] },
    ["p.low -> p.high", "q.low -> q.high"],
  ],
  [
    "through the other container",
    "p.low -> q.high, q.high -> p.high, q.low",
    { ...two, containers: ["p", "q"] },
    ["p.low ~> q.high ~> p.high"],
  ],
  [
    "through the container's own module",
    "p.low -> p, p -> p.high",
    { ...two, containers: ["p"] },
    ["p.low ~> p ~> p.high"],
  ],
  [
    "through a child that is no layer",
    "p.low -> p.u, p.u -> p.high",
    { ...two, containers: ["p"] },
    ["p.low ~> p.u ~> p.high"],
  ],
  ["by a wildcard", "p.low -> p.high, q.low, q.high", { ...two, containers: ["*"] }, ["p.low -> p.high"]],
  [
    "by a wildcard below",
    "r.p.low -> r.p.high, r.q.high, r.q.low",
    { ...two, containers: ["r.*"] },
    ["r.p.low -> r.p.high"],
  ],
  [
    "a wildcard that matches a package without the layers",
    "r.p.low, r.p.high, r.q.x",
    { ...two, containers: ["r.*"] },
    ["unknown r.q.high", "unknown r.q.low"],
  ],
  ["a wildcard that matches nothing", "p.low, p.high", { ...two, containers: ["q.*"] }, ["unknown q.*"]],
  ["a container that is missing", "p.low, p.high", { ...two, containers: ["p", "q"] }, ["unknown q"]],
  [
    "layers two steps below",
    "p.x.low -> p.x.high",
    { type: "layers", layers: ["x.high", "x.low"], containers: ["p"] },
    ["p.x.low -> p.x.high"],
  ],
  [
    "a container in a container",
    "p.low -> p.high, p.high.low -> p.high.high",
    { ...two, containers: ["p", "p.high"] },
    ["p.low -> p.high", "p.high.low -> p.high.high"],
  ],
];

const exhaustive: readonly Case[] = [
  ["all declared", "p.high, p.low", { ...two, containers: ["p"], exhaustive: true }, []],
  ["one more", "p.high, p.low, p.extra", { ...two, containers: ["p"], exhaustive: true }, ["extra p.extra"]],
  ["a package more", "p.high, p.low, p.extra.x", { ...two, containers: ["p"], exhaustive: true }, ["extra p.extra"]],
  ["two more", "p.high, p.low, p.u, p.v", { ...two, containers: ["p"], exhaustive: true }, ["extra p.u", "extra p.v"]],
  [
    "one more that is ignored",
    "p.high, p.low, p.u, p.v",
    { ...two, containers: ["p"], exhaustive: true, "exhaustive-ignores": ["u"] },
    ["extra p.v"],
  ],
  [
    "an ignored one that is not there",
    "p.high, p.low",
    { ...two, containers: ["p"], exhaustive: true, "exhaustive-ignores": ["u"] },
    [],
  ],
  ["not asked for", "p.high, p.low, p.extra", { ...two, containers: ["p"] }, []],
  ["children of layers need not be", "p.high.x, p.low", { ...two, containers: ["p"], exhaustive: true }, []],
  [
    "in each container",
    "p.high, p.low, p.u, q.high, q.low",
    { ...two, containers: ["p", "q"], exhaustive: true },
    ["extra p.u"],
  ],
  [
    "siblings are declared",
    "p.a, p.b, p.c",
    { type: "layers", layers: ["a | b", "(c)"], containers: ["p"], exhaustive: true },
    [],
  ],
  [
    "and the order holds",
    "p.low -> p.high, p.u",
    { ...two, containers: ["p"], exhaustive: true },
    ["p.low -> p.high", "extra p.u"],
  ],
];

describe.each([
  ["layers that may be missing", optional],
  ["layers in containers", containers],
  ["exhaustive layers", exhaustive],
])("%s", (_group, cases) => {
  it.each(cases)("%s", (_title, imports, contract, expected) => {
    expect(said(graphFrom(imports), contract)).toEqual(expected);
  });
});
