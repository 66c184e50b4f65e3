import { describe, expect, it } from "@jest/globals";
import { type Case, graphFrom, said } from "./graph-text.ts";

const web = {
  type: "tags",
  tags: { ui: ["u"], domain: ["d"], data: ["db"] },
  allow: { ui: ["ui", "domain"], domain: ["domain"], data: ["*"] },
};
const all = "u, d, db";
const scoped = {
  type: "tags",
  tags: { ui: ["m.*.ui"], logic: ["m.*.logic"], shop: ["m.shop"], blog: ["m.blog"] },
  allow: { ui: ["ui", "logic"], logic: ["logic"], shop: ["shop"], blog: ["blog"] },
};
const scopes = "m.shop.ui, m.shop.logic, m.blog.ui, m.blog.logic";
const strict = { ...web, untagged: "forbid", roots: ["u"] };

const cases: readonly Case[] = [
  ["a tag that is allowed", `u.x -> d.y, ${all}`, web, []],
  ["a tag that is not", `u.x -> db.y, ${all}`, web, ["u.x -> db.y"]],
  ["the other way round", `d -> u, ${all}`, web, ["d -> u"]],
  ["its own tag, when it is allowed", `u.x -> u.y, d.x -> d.y, ${all}`, web, []],
  [
    "its own tag, when it is not",
    `d.x -> d.y, ${all}`,
    { ...web, allow: { ...web.allow, domain: [] } },
    ["d.x -> d.y"],
  ],
  ["everything, by `*`", `db -> u, db -> d, ${all}`, web, []],
  ["nothing at all", `db -> d, ${all}`, { ...web, allow: { ...web.allow, data: [] } }, ["db -> d"]],
  ["only direct imports count", `d -> x, x -> u, ${all}`, web, []],
  ["what has no tag may be imported", `u -> x, ${all}`, web, []],
  ["what has no tag may import everything", `x -> db, x -> u, ${all}`, web, []],
  ["modules below have the tag too", `d.a.b -> u.c.d, ${all}`, web, ["d.a.b -> u.c.d"]],
  ["two tags: each must allow", `m.shop.ui -> m.blog.logic, ${scopes}`, scoped, ["m.shop.ui -> m.blog.logic"]],
  ["two tags: both do", `m.shop.ui -> m.shop.logic, ${scopes}`, scoped, []],
  ["two tags: the other one does not", `m.shop.logic -> m.shop.ui, ${scopes}`, scoped, ["m.shop.logic -> m.shop.ui"]],
  [
    "two tags on the other side: one is enough",
    `a -> b, ${all}`,
    { type: "tags", tags: { x: ["a"], y: ["b"], z: ["b"] }, allow: { x: ["z"], y: [], z: [] } },
    [],
  ],
  [
    "a package of other people",
    `u -> lib!, d -> lib!, ${all}`,
    { ...web, tags: { ...web.tags, ui: ["u", "lib"] } },
    ["d -> lib"],
  ],
  [
    "a part of a package with another tag",
    "p -> p.x, p.y -> p",
    { type: "tags", tags: { a: ["p"], b: ["p.x"] }, allow: { a: ["a"], b: ["b"] } },
    [],
  ],
  ["ignored", `d -> u, ${all}`, { ...web, ignore: ["d -> u"] }, []],
  ["ignored in vain", all, { ...web, ignore: ["d -> u"] }, ["unmatched d -> u"]],
  ["for type checkers", `d -> u ?, ${all}`, { ...web, "type-checking": "exclude" }, []],
  ["a package that is not there", "u, d", web, ["unknown db"]],
  ["a tag whose wildcard matches nothing", all, { ...web, tags: { ...web.tags, data: ["x.*"] } }, ["unknown x.*"]],
  ["a tag of which one wildcard matches", all, { ...web, tags: { ...web.tags, data: ["x.*", "db"] } }, []],
  [
    "a tag named like a part of every object",
    "a -> b",
    { type: "tags", tags: { constructor: ["a"], toString: ["b"] }, allow: { constructor: [], toString: [] } },
    ["a -> b"],
  ],
  [
    "untagged modules below a root",
    "r.a, r.b.c, r.b, r, x, d, db",
    { ...strict, tags: { ...web.tags, ui: ["r.a"] }, roots: ["r"] },
    ["extra r.b", "extra r.b.c"],
  ],
  ["the root itself needs none", "r.a, r, d, db", { ...strict, tags: { ...web.tags, ui: ["r.a"] }, roots: ["r"] }, []],
  [
    "a directory without a file needs none",
    "r.b.a, r, d, db",
    { ...strict, tags: { ...web.tags, ui: ["r.b.a"] }, roots: ["r"] },
    [],
  ],
  [
    "two roots, one in the other",
    "r.a.b, r.a, r, u, d, db",
    { ...strict, roots: ["r", "r.a"] },
    ["extra r.a", "extra r.a.b"],
  ],
  ["a root that is not there", all, { ...strict, roots: ["r"] }, ["unknown r"]],
];

describe("tags", () => {
  it.each(cases)("%s", (_title, imports, contract, expected) => {
    expect(said(graphFrom(imports), contract)).toEqual(expected);
  });
});
