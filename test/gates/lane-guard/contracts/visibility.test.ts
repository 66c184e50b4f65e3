import { describe, expect, it } from "@jest/globals";
import { type Case, graphFrom, said } from "./graph-text.ts";

const api = { type: "visibility", modules: ["p"], public: ["p.api"] };
const services = { type: "visibility", modules: ["s.*"], public: ["s.*.api", "s.*.models.*"] };

const cases: readonly Case[] = [
  ["nobody imports it", "p.api, p.x, a", api, []],
  ["what is public", "a -> p.api, p.x", api, []],
  ["what is not", "a -> p.x, p.api", api, ["a -> p.x"]],
  ["the package itself is not, unless it is named", "a -> p, p.api", api, ["a -> p"]],
  ["the package itself, when it is named", "a -> p, a -> p.x", { ...api, public: ["p"] }, ["a -> p.x"]],
  ["a module below a public one is not", "a -> p.api.x, p.api", api, ["a -> p.api.x"]],
  ["a module below a public package is, as packages", "a -> p.api.x, p.api", { ...api, "as-packages": true }, []],
  ["beside a public package, as packages", "a -> p.x, p.api.y", { ...api, "as-packages": true }, ["a -> p.x"]],
  ["the package's own modules are free", "p.x -> p.y, p -> p.x, p.y -> p, p.api", api, []],
  ["what the package imports is free", "p.x -> a, p.api", api, []],
  ["through a public module", "a -> p.api, p.api -> p.x", api, []],
  ["a name that only begins alike", "pq -> p.x, p.api", api, ["pq -> p.x"]],
  ["several, in the order of names", "b -> p.y, a -> p.y, a -> p.x, p.api", api, ["a -> p.x", "a -> p.y", "b -> p.y"]],
  [
    "wildcards: each package is open to itself alone",
    "s.a.x -> s.b.x, s.a.x -> s.a.y, s.a.x -> s.b.api, s.a.x -> s.b.models.m",
    services,
    ["s.a.x -> s.b.x"],
  ],
  ["wildcards: `*` is one level", "a -> s.b.models.m.deep, s.b.api", services, ["a -> s.b.models.m.deep"]],
  ["wildcards: `**` is every level", "a -> s.b.models.m.deep, s.b", { ...services, public: ["s.b.models.**"] }, []],
  ["wildcards: the container is nobody's", "s -> s.b.x, s.b.api, s.b.models.m", services, ["s -> s.b.x"]],
  [
    "a package inside another is closed to it",
    "p.q.in -> p.q.x, p.x -> p.q.x, p.x -> p.q.api, a -> p.api",
    { ...api, modules: ["p", "p.q"], public: ["p.api", "p.q.api"] },
    ["p.x -> p.q.x"],
  ],
  ["ignored", "a -> p.x, p.api", { ...api, ignore: ["a -> p.x"] }, []],
  ["ignored in vain", "a -> p.api", { ...api, ignore: ["a -> p.x"] }, ["unmatched a -> p.x"]],
  ["for type checkers", "a -> p.x ?, p.api", api, ["a -> p.x"]],
  ["for type checkers, excluded", "a -> p.x ?, p.api", { ...api, "type-checking": "exclude" }, []],
  ["a package that is not there", "a", api, ["unknown p", "unknown p.api"]],
  ["a public module that is not there", "p.x, a", api, ["unknown p.api"]],
  ["a wildcard that matches nothing", "p.api, a", { ...api, modules: ["p", "q.*"] }, []],
  ["wildcards that all match nothing", "p.api, a", { ...services, public: ["p.api"] }, ["unknown s.*"]],
  [
    "a package of other people has nothing to hide",
    "a -> lib!",
    { ...api, modules: ["lib"], public: ["lib"] },
    ["unknown lib"],
  ],
];

describe("visibility", () => {
  it.each(cases)("%s", (_title, imports, contract, expected) => {
    expect(said(graphFrom(imports), contract)).toEqual(expected);
  });
});
