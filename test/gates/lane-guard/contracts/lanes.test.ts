import { describe, expect, it } from "@jest/globals";
import { type Case, graphFrom, said } from "./graph-text.ts";

const lanes = { type: "lanes", lanes: ["candidate", "labs", { production: ["core", "app"] }] };
const all = "candidate, labs, core, app";
const inside = { type: "lanes", lanes: ["p.new", { old: ["p"] }] };
const wild = (...written: readonly object[]) => ({ type: "lanes", lanes: written });

const cases: readonly Case[] = [
  ["nobody imports anybody", all, lanes, []],
  ["a lane imports itself", `candidate.x -> candidate.y, core -> app, app -> core, ${all}`, lanes, []],
  ["a lane imports one that is trusted more", `candidate -> labs, candidate -> core, labs -> app, ${all}`, lanes, []],
  ["the next one before", `labs -> candidate, ${all}`, lanes, ["labs -> candidate"]],
  ["the first from the last", `core -> candidate, ${all}`, lanes, ["core -> candidate"]],
  ["every package of a lane", `app -> labs, core -> labs, ${all}`, lanes, ["app -> labs", "core -> labs"]],
  ["modules below", `core.a.b -> candidate.c.d, ${all}`, lanes, ["core.a.b -> candidate.c.d"]],
  ["through what is in no lane", `core -> u, u -> v, v -> candidate, ${all}`, lanes, ["core ~> u ~> v ~> candidate"]],
  [
    "through its own lane",
    `core -> app, app -> candidate, ${all}`,
    lanes,
    ["app -> candidate", "core ~> app ~> candidate"],
  ],
  [
    "through another lane, for each pair of lanes",
    `core -> labs, labs -> candidate, ${all}`,
    lanes,
    ["core -> labs", "labs -> candidate", "core ~> labs ~> candidate"],
  ],
  [
    "up and down again",
    `labs -> core, core -> candidate, ${all}`,
    lanes,
    ["core -> candidate", "labs ~> core ~> candidate"],
  ],
  ["what is in no lane is free", `u -> candidate, u -> core, ${all}`, lanes, []],
  ["a part of a package is in another lane", "p.x -> p.new, p.new -> p.x", inside, ["p.x -> p.new"]],
  ["the part may import the rest", "p.new.a -> p.x, p.new.a -> p.new.b", inside, []],
  [
    "a part of that part is back",
    "p.new.safe -> p.new.x, p.x -> p.new.safe",
    { ...inside, lanes: ["p.new", { old: ["p", "p.new.safe"] }] },
    ["p.new.safe -> p.new.x", "p.x ~> p.new.safe ~> p.new.x"],
  ],
  [
    "wildcards",
    "p.a.new -> p.b.old, p.b.old -> p.a.new",
    wild({ new: ["p.*.new"] }, { old: ["p.*.old"] }),
    ["p.b.old -> p.a.new"],
  ],
  [
    "what is written out counts before a wildcard",
    "p.a -> p.b, p.b",
    wild({ new: ["p.*"] }, { old: ["p.a"] }),
    ["p.a -> p.b"],
  ],
  ["also when it stands first", "p.b -> p.a", wild({ new: ["p.a"] }, { old: ["p.*"] }), ["p.b -> p.a"]],
  ["two wildcards for one package", "p.a, p.b.a", wild({ new: ["p.*"] }, { old: ["*.a"] }), ["clash p.a"]],
  [
    "two wildcards for a package that a later lane writes out",
    "p.a -> p.b, p.b, q.a -> p.a",
    wild({ new: ["p.*"] }, { middle: ["*.a"] }, { old: ["p.a"] }),
    ["p.a -> p.b", "q.a ~> p.a ~> p.b"],
  ],
  [
    "two wildcards for a package that an earlier lane writes out",
    "p.a -> p.b, p.b, q.a -> p.a",
    wild({ new: ["p.a"] }, { middle: ["p.*"] }, { old: ["*.a"] }),
    ["q.a -> p.a", "q.a ~> p.a ~> p.b"],
  ],
  [
    "three wildcards for one package",
    "p.a, q.b",
    wild({ new: ["p.*"] }, { middle: ["*.a"] }, { old: ["*.*", "q"] }),
    ["clash p.a", "clash p.a"],
  ],
  ["two lanes", "b -> a", { type: "lanes", lanes: ["a", "b"] }, ["b -> a"]],
  ["ignored", `core -> labs, ${all}`, { ...lanes, ignore: ["core -> labs"] }, []],
  ["ignored in vain", all, { ...lanes, ignore: ["core -> labs"] }, ["unmatched core -> labs"]],
  ["for type checkers", `core -> labs ?, ${all}`, { ...lanes, "type-checking": "exclude" }, []],
  ["a lane that is not there", "candidate, core, app", lanes, ["unknown labs"]],
  [
    "a lane that need not be there",
    "candidate, core, app",
    { ...lanes, lanes: ["candidate", "(labs)", ...lanes.lanes.slice(2)] },
    [],
  ],
  [
    "but is",
    "candidate, core -> labs, app",
    { ...lanes, lanes: ["candidate", "(labs)", ...lanes.lanes.slice(2)] },
    ["core -> labs"],
  ],
  ["a package that is not there", "candidate, labs, core", lanes, ["unknown app"]],
  ["a package that need not be there", "a, b, c", wild({ low: ["a", "(x)"] }, { high: ["b", "(c)"] }), []],
  ["a wildcard that matches nothing", "a, b", wild({ low: ["x.*"] }, { high: ["b"] }), ["unknown x.*"]],
];

describe("lanes", () => {
  it.each(cases)("%s", (_title, imports, contract, expected) => {
    expect(said(graphFrom(imports), contract)).toEqual(expected);
  });
});
