import { readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { scanGoImports } from "../../../../src/formats/imports/go/extractor.ts";
import { fixture, librarySources, linkedGraph, listedGraph, parsedFiles } from "./go-tool.ts";

const library = librarySources();
if (library === undefined) {
  console.warn("SKIPPED: there is no go here, so the scanner was NOT compared with Go's own parser and go list.");
}
const ifGo = library === undefined ? describe.skip : describe;

/** What `listedGraph` below answered with Go 1.19. */
const Listed = z.object({ built: z.array(z.string()), edges: z.array(z.string()) });
const listed = Listed.parse(JSON.parse(readFileSync(new URL("fixtures/listed.json", import.meta.url), "utf8")));

describe("a workspace of three modules", () => {
  it("has the imports that go list saw in it", () => {
    expect(listed.edges.length).toBeGreaterThan(10);
    expect([...linkedGraph(fixture, new Set(listed.built))].sort()).toEqual(listed.edges);
  });
});

ifGo("the same workspace, read by the go tool of this machine", () => {
  it("has the imports that are remembered", () => {
    const { built, edges } = listedGraph(fixture, [
      ["app", "./..."],
      ["lib", "./..."],
      ["lib/v2", "./..."],
    ]);
    expect({ built: [...built].sort(), edges: [...edges].sort() }).toEqual(listed);
  });
});

ifGo("the standard library of Go, with its tests and its compiler", () => {
  const folder = library === undefined ? "" : realpathSync(library);

  it("has the same paths and lines, and no problems, in every file that Go's parser takes", () => {
    const files = parsedFiles(folder).filter(({ valid }) => valid);
    expect(files.length).toBeGreaterThan(1_000);
    for (const { path, imports } of files) {
      const found = scanGoImports(readFileSync(join(folder, path)));
      const rows = found.imports.map(({ line, specifierLine, specifier }) => [
        `${line}`,
        `${specifierLine}`,
        specifier,
      ]);
      expect([path, found.problems, rows]).toEqual([path, [], imports]);
    }
  });

  it("has the imports between its packages that go list sees", () => {
    const { built, edges } = listedGraph(folder, [[".", "std", "cmd"]]);
    expect(edges.size).toBeGreaterThan(1_000);
    expect([...linkedGraph(folder, built)].sort()).toEqual([...edges].sort());
  });
});
