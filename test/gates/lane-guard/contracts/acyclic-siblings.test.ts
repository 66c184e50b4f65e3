import { describe, expect, it } from "@jest/globals";
import { componentsOf } from "../../../../src/gates/lane-guard/contracts/components.ts";
import { type Case, graphFrom, said } from "./graph-text.ts";

const p = { type: "acyclic-siblings", ancestors: ["p"] };
const circle = "p.a -> p.b, p.b -> p.a";
const deep = "p.a.x -> p.a.y, p.a.y -> p.a.x";

const cases: readonly Case[] = [
  ["no imports", "p.a, p.b", p, []],
  ["one direction", "p.a -> p.b", p, []],
  ["a line", "p.a -> p.b, p.b -> p.c", p, []],
  ["two that import each other", circle, p, ["(p.a -> p.b)", "(p.b -> p.a)"]],
  ["three in a circle", "p.a -> p.b, p.b -> p.c, p.c -> p.a", p, ["(p.a -> p.b)", "(p.b -> p.c)", "(p.c -> p.a)"]],
  [
    "what hangs on the circle is no part of it",
    `${circle}, p.c -> p.a, p.b -> p.d`,
    p,
    ["(p.a -> p.b)", "(p.b -> p.a)"],
  ],
  [
    "two circles",
    `${circle}, p.c -> p.d, p.d -> p.c, p.b -> p.c`,
    p,
    ["(p.a -> p.b)", "(p.b -> p.a)", "(p.c -> p.d)", "(p.d -> p.c)"],
  ],
  ["modules below make packages depend", "p.a.x -> p.b.y, p.b.z -> p.a.w", p, ["(p.a -> p.b)", "(p.b -> p.a)"]],
  ["the package itself does not count", "p -> p.a, p.a -> p", p, []],
  ["a child's own module counts", "p.a -> p.b.x, p.b -> p.a.x", p, ["(p.a -> p.b)", "(p.b -> p.a)"]],
  ["outsiders do not count", "p.a -> u, u -> p.b, p.b -> p.a", p, []],
  ["grandchildren in a circle", deep, p, ["(p.a.x -> p.a.y)", "(p.a.y -> p.a.x)"]],
  ["depth 0 looks at children alone", deep, { ...p, depth: 0 }, []],
  ["depth 1 looks at grandchildren", deep, { ...p, depth: 1 }, ["(p.a.x -> p.a.y)", "(p.a.y -> p.a.x)"]],
  ["depth 1 does not look deeper", "p.a.x.m -> p.a.x.n, p.a.x.n -> p.a.x.m", { ...p, depth: 1 }, []],
  [
    "depth 0 sees deep imports between children",
    "p.a.x.y -> p.b.z.w, p.b -> p.a",
    { ...p, depth: 0 },
    ["(p.a -> p.b)", "(p.b -> p.a)"],
  ],
  [
    "eleven generations down by default, no more",
    chainOfPackages(10),
    p,
    [circleOf(10, "a", "b"), circleOf(10, "b", "a")],
  ],
  ["twelve are too deep", chainOfPackages(11), p, []],
  ["skipped", deep, { ...p, "skip-descendants": ["p.a"] }, []],
  [
    "skipped, and what is below too",
    "p.a.x.m -> p.a.x.n, p.a.x.n -> p.a.x.m",
    { ...p, "skip-descendants": ["p.a"] },
    [],
  ],
  ["skipped by a wildcard", "p.a.o.x -> p.a.o.y, p.a.o.y -> p.a.o.x", { ...p, "skip-descendants": ["p.**.o"] }, []],
  [
    "a skipped child is still a sibling",
    circle,
    { ...p, "skip-descendants": ["p.a"] },
    ["(p.a -> p.b)", "(p.b -> p.a)"],
  ],
  [
    "several ancestors",
    `${circle}, q.a -> q.b, q.b -> q.a`,
    { ...p, ancestors: ["p", "q"] },
    ["(p.a -> p.b)", "(p.b -> p.a)", "(q.a -> q.b)", "(q.b -> q.a)"],
  ],
  ["ancestors by a wildcard", deep, { ...p, ancestors: ["p.*"] }, ["(p.a.x -> p.a.y)", "(p.a.y -> p.a.x)"]],
  [
    "an ancestor below another is looked at once",
    deep,
    { ...p, ancestors: ["p", "p.a"] },
    ["(p.a.x -> p.a.y)", "(p.a.y -> p.a.x)"],
  ],
  [
    "an ancestor below another, with its own depth",
    deep,
    { ...p, ancestors: ["p", "p.a"], depth: 0 },
    ["(p.a.x -> p.a.y)", "(p.a.y -> p.a.x)"],
  ],
  ["other packages are not looked at", "q.a -> q.b, q.b -> q.a, p.a", p, []],
  ["ignored", circle, { ...p, ignore: ["p.b -> p.a"] }, []],
  ["ignored in vain", "p.a, p.b", { ...p, ignore: ["p.b -> p.a"] }, ["unmatched p.b -> p.a"]],
  ["an ancestor that is not there", "p.a", { ...p, ancestors: ["q"] }, ["unknown q"]],
  ["a wildcard that matches nothing", "p.a", { ...p, ancestors: ["p", "q.*"] }, ["unknown q.*"]],
  ["a skipped one that is not there", "p.a", { ...p, "skip-descendants": ["p.b"] }, ["unknown p.b"]],
];

/** Two modules that import each other, so many packages below p. */
function chainOfPackages(depth: number): string {
  const [a, b] = ["a", "b"].map((name) => pathOf(depth, name));
  return `${a} -> ${b}, ${b} -> ${a}`;
}

function circleOf(depth: number, from: string, to: string): string {
  return `(${pathOf(depth, from)} -> ${pathOf(depth, to)})`;
}

function pathOf(depth: number, name: string): string {
  return ["p", ...Array.from({ length: depth }, (_, index) => `n${index}`), name].join(".");
}

describe("acyclic siblings", () => {
  it.each(cases)("%s", (_title, imports, contract, expected) => {
    expect(said(graphFrom(imports), contract)).toEqual(expected);
  });
});

describe("componentsOf", () => {
  it("finds long cycles without recursion", () => {
    const size = 50_000;
    const ring = Array.from({ length: size }, (_, node) => [(node + 1) % size]);
    expect(new Set(componentsOf(ring))).toEqual(new Set([0]));
    expect(new Set(componentsOf(ring.map((next, node) => (node === size - 1 ? [] : next)))).size).toBe(size);
  });
});
