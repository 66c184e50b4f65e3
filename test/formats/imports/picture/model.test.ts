import { describe, expect, it } from "@jest/globals";
import { collapse } from "../../../../src/formats/imports/graph/picture/collapse.ts";
import { fitPicture } from "../../../../src/formats/imports/graph/picture/fit-picture.ts";
import { compareMaps, type ModuleMap } from "../../../../src/formats/imports/graph/picture/module-map.ts";
import { ancestorOf, isInside, knownNames } from "../../../../src/formats/imports/graph/picture/module-name.ts";
import { edgeLabel, edgeState, type Picture } from "../../../../src/formats/imports/graph/picture/picture.ts";
import { selectAround, selectChains, selectChanged } from "../../../../src/formats/imports/graph/picture/select.ts";
import { shortestChains } from "../../../../src/formats/imports/graph/picture/shortest-chains.ts";
import { effortOf } from "../../../support/effort.ts";
import { after, before, compared, largeMap, mapOf, viewOf } from "./sample-views.ts";

const edgesOf = ({ edges }: Picture) =>
  edges.map(({ from, to, kept, added, removed }) => `${from} ${to} ${kept}+${added}-${removed}`);
const rowsOf = ({ imports }: ModuleMap) => imports.map(({ importer, imported }) => `${importer} ${imported}`);
const namesOf = ({ modules }: ModuleMap) => modules.map(({ name }) => name);

describe("names", () => {
  it.each([
    ["a.b.c", 1, "a"],
    ["a.b.c", 2, "a.b"],
    ["a.b.c", 3, "a.b.c"],
    ["a", 5, "a"],
  ])("%s to the depth %i is %s", (name, depth, expected) => expect(ancestorOf(name, depth, ".")).toBe(expected));

  it("of files have their own separator", () => {
    expect([ancestorOf("web/a.b/c.ts", 2, "/"), isInside("web/a.ts", "web/a", "/")]).toEqual(["web/a.b", false]);
  });

  it("are known for every package above a module", () => {
    expect([...knownNames([{ name: "a.b.c" }, { name: "a.d" }], ".")].sort()).toEqual(["a", "a.b", "a.b.c", "a.d"]);
  });
});

describe("comparing", () => {
  it("tells imports and modules that came or went, and not lines that moved", () => {
    const changed = compared().imports.filter(({ change }) => change !== "kept");
    expect(changed.map(({ importer, imported, change, line }) => [importer, imported, change, line])).toEqual([
      ["core.text", "labs.toys", "added", 2],
      ["web.api.keys", "core.text", "added", 1],
      ["web.api.users", "core.clock", "removed", 1],
    ]);
    expect(compared().modules.filter(({ change }) => change !== "kept")).toEqual([
      { name: "web.api.keys", path: "web/api/keys.py", change: "added" },
    ]);
  });

  it("turns around with its ends", () => {
    const back = compareMaps(mapOf(after), mapOf(before));
    expect(back.imports.filter(({ change }) => change === "removed")).toHaveLength(2);
    expect(back.modules.filter(({ change }) => change === "removed")).toHaveLength(1);
  });

  it("finds nothing between equals", () => {
    const same = compareMaps(mapOf(before), mapOf(before));
    expect(selectChanged(same)).toMatchObject({ modules: [], imports: [] });
  });
});

describe("selecting", () => {
  it("keeps a module, its direct neighbours, and the imports between all these", () => {
    const around = selectAround(mapOf(before), "core.text");
    expect(namesOf(around)).toEqual(["core.clock", "core.text", "labs.toys", "web.api.teams", "web.api.users"]);
    expect(rowsOf(around)).toContain("web.api.users core.clock");
  });

  it("keeps a package with everything in it", () => {
    expect(namesOf(selectAround(mapOf(before), "web.api"))).toEqual([
      "core.clock",
      "core.text",
      "web.api",
      "web.api.teams",
      "web.api.users",
      "web.forms",
      "web.views",
    ]);
  });

  it("does not take a name for a package because it begins alike", () => {
    expect(namesOf(selectAround(mapOf({ "ab.py": "import c", "a/b.py": "", "c.py": "" }), "a"))).toEqual(["a.b"]);
  });
});

describe("shortest chains", () => {
  it("are all found, in the order of names", () => {
    expect(shortestChains(mapOf(before), "web.api", "labs")).toEqual({
      complete: true,
      chains: [
        ["web.api.teams", "web.forms", "bridge", "labs.toys"],
        ["web.api.teams", "web.views", "bridge", "labs.toys"],
        ["web.api.users", "web.views", "bridge", "labs.toys"],
      ],
    });
  });

  it("leave longer ways out", () => {
    expect(shortestChains(mapOf({ "a.py": "import b, c", "b.py": "import c", "c.py": "" }), "a", "c").chains).toEqual([
      ["a", "c"],
    ]);
  });

  it("are none where nothing leads there, and say so", () => {
    expect(shortestChains(mapOf(before), "core", "web")).toEqual({ chains: [], complete: true });
  });

  it("do not use imports that were removed", () => {
    expect(shortestChains(compared(), "web.api.users", "core.clock").chains).toEqual([
      ["web.api.users", "core.text", "core.clock"],
    ]);
  });

  it("lead out of a package, or into the rest of it", () => {
    expect(shortestChains(mapOf(before), "web.api", "web").chains[0]).toEqual(["web.api.teams", "web.forms"]);
    expect(shortestChains(mapOf(before), "web", "web.api").chains).toEqual([]);
  });

  it("are bounded where there are too many", () => {
    // Twelve floors of two modules each: 4,096 chains.
    const sources = Object.fromEntries(
      Array.from({ length: 12 }, (_, floor) => [
        [`l${floor}.py`, `import l${floor + 1}, r${floor + 1}`],
        [`r${floor}.py`, `import l${floor + 1}, r${floor + 1}`],
      ]).flat(),
    );
    const found = shortestChains(mapOf({ ...sources, "l12.py": "", "r12.py": "" }), "l0", "l12");
    expect(found.chains).toHaveLength(100);
    expect(found.complete).toBe(false);
    expect(new Set(found.chains.map((chain) => chain.length))).toEqual(new Set([13]));
  });

  it("select only their own steps", () => {
    const map = mapOf(before);
    expect(rowsOf(selectChains(map, [["web.views", "bridge", "labs.toys"]]))).toEqual([
      "bridge labs.toys",
      "web.views bridge",
    ]);
  });
});

describe("collapsing", () => {
  it("counts the imports between lanes", () => {
    const lanes = collapse(viewOf(compared()), 1);
    expect(edgesOf(lanes)).toEqual([
      "bridge labs 1+0-0",
      "core labs 0+1-0",
      "labs core 1+0-0",
      "web bridge 2+0-0",
      "web core 2+1-1",
    ]);
    expect(lanes.nodes.map(({ name, modules }) => [name, modules])).toEqual([
      ["bridge", 1],
      ["core", 3],
      ["labs", 1],
      ["web", 7],
    ]);
    expect(lanes.edges.map(edgeState)).toEqual(["kept", "added", "kept", "kept", "changed"]);
    expect(lanes.edges.map((edge) => edgeLabel(lanes, edge))).toEqual(["1", "+1", "1", "2", "2 +1 −1"]);
  });

  it("keeps what is in focus apart from its lane", () => {
    const picture = collapse(viewOf(mapOf(before), { focus: ["web.api"] }), 1);
    expect(picture.nodes.filter(({ inFocus }) => inFocus).map(({ name }) => name)).toEqual(["web.api"]);
    expect(edgesOf(picture)).toContain("web.api web 3+0-0");
  });

  it("shows modules without numbers", () => {
    const picture = collapse(viewOf(mapOf(before)), 9);
    expect(picture.collapsed).toBe(false);
    expect(picture.edges.map((edge) => edgeLabel(picture, edge)).join("")).toBe("");
  });
});

describe("fitting", () => {
  const atMost = (nodes: number, edges: number) => (picture: Picture) =>
    picture.nodes.length <= nodes && picture.edges.length <= edges;

  it("changes nothing that fits", () => {
    const picture = fitPicture(viewOf(mapOf(before)), atMost(11, 12));
    expect(picture.notes).toEqual([]);
    expect(picture.nodes).toHaveLength(11);
  });

  it("draws packages where modules do not fit, and says so", () => {
    const picture = fitPicture(viewOf(mapOf(before)), atMost(10, 12));
    expect(picture.notes).toEqual([
      "11 modules and 11 imports between them are too many for one picture, so they are drawn as packages at most 2 names deep. See one part in full with --focus <module>.",
    ]);
    expect(fitPicture(viewOf(mapOf(before)), atMost(4, 12)).notes[0]).toContain("drawn as top-level packages");
  });

  it("leaves the lightest arrows out at last, never a change before what was there, and says so", () => {
    const picture = fitPicture(viewOf(compared(), { lanes: true }), atMost(9, 3));
    expect(edgesOf(picture)).toEqual(["core labs 0+1-0", "web bridge 2+0-0", "web core 2+1-1"]);
    expect(picture.notes).toEqual([
      "Left out to stay readable: 0 of 4 boxes and 2 of 5 arrows, the lightest first. Narrow with --root <package> or --focus <module>.",
    ]);
  });

  it("ends even where nothing fits", () => {
    expect(fitPicture(viewOf(mapOf(before)), () => false)).toMatchObject({ nodes: [], edges: [] });
  });

  it("is quick with ten thousand modules", async () => {
    const effort = await effortOf(() => expect(fitPicture(viewOf(largeMap()), atMost(50, 500)).nodes).toHaveLength(20));
    expect(effort).toBeLessThan(300);
  });
});
