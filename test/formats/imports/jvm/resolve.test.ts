import { describe, expect, it } from "@jest/globals";
import { importKinds } from "../../../../src/formats/imports/jvm/imports.ts";
import { jvm } from "../../../../src/formats/imports/jvm/language.ts";
import { resolverOver } from "../../../../src/formats/imports/jvm/resolve.ts";
import type { LinkTarget } from "../../../../src/formats/imports/language.ts";
import { resolutionCases } from "./resolve-cases.ts";

const encoder = new TextEncoder();

function sourcesOf(files: Readonly<Record<string, string>>) {
  return Object.entries(files).flatMap(([path, text]) => {
    const imports = jvm.extractorFor(path)?.extract(encoder.encode(text));
    return imports === undefined ? [] : [{ path, imports }];
  });
}

function shown(target: LinkTarget): string {
  if (target.kind === "unresolved") return "?";
  if (target.kind === "external") return `(${target.name})`;
  return target.kind === "folder" ? `${target.path}/` : target.path;
}

describe.each(resolutionCases)("imports of Java and Kotlin and $about", ({ files, cases }) => {
  const sources = sourcesOf(files);
  const resolver = resolverOver(sources);

  it.each(cases.map(([path, imported, ...expected]) => ({ path, imported, expected })))(
    "$path imports $imported: $expected",
    ({ path, imported, expected }) => {
      const importer = sources.find((source) => source.path === path);
      if (importer === undefined) throw new Error(`There is no ${path}.`);
      const [kind = "", name = ""] = / /.test(imported) ? imported.split(" ") : ["name", imported];
      const asked = { name, kind: importKinds.find((known) => known === kind) ?? "name" };
      for (const _again of [1, 2]) expect(resolver.resolve(importer, asked).map(shown).sort()).toEqual(expected);
    },
  );
});

describe("links of Java and Kotlin", () => {
  it("are in the order of the sources and of the text, one for each thing that an import means", () => {
    const sources = sourcesOf({
      "b.kt": "package b\nfun f() {}",
      "c.kt": "package b\nfun f() {}",
      "A.java": "package a;\nimport\n  java.util.List;\nimport static b.BKt.f;",
      "d.kt": "import b.f\nimport b.f",
    });
    const links = jvm.link(sources, { paths: [], contents: new Map() });
    expect(links.map(({ importer, target, line, nameLine }) => [importer, shown(target), line, nameLine])).toEqual([
      ["A.java", "(java.util)", 2, 3],
      ["A.java", "b.kt", 4, 4],
      ...[1, 2].flatMap((line) => ["b.kt", "c.kt"].map((path) => ["d.kt", path, line, line])),
    ]);
  });

  it("link to at most 20 files that are equally near", () => {
    const copies = Array.from({ length: 50 }, (_, index) => [`${index}/A.java`, "package a;"]);
    const sources = sourcesOf({ ...Object.fromEntries(copies), "x/X.java": "import a.A;" });
    expect(jvm.link(sources, { paths: [], contents: new Map() })).toHaveLength(20);
  });

  it("come in time that grows with the number of files, whatever they declare", () => {
    const imports = Array.from({ length: 100 }, (_, index) => `import p.*; import a${index}.*;`).join("");
    const words = Array.from({ length: 2_000 }, (_, index) => `A${index}`).join(" ");
    const declaring = Array.from({ length: 2_000 }, (_, index) => [
      `${"d/".repeat(index % 80)}${index}/A${index % 9}.java`,
      "package p;",
    ]);
    const importing = Array.from({ length: 20 }, (_, index) => [`i/${index}.java`, `${imports} class C { ${words} }`]);
    const sources = sourcesOf(Object.fromEntries([...declaring, ...importing]));
    const started = performance.now();
    expect(jvm.link(sources, { paths: [], contents: new Map() }).length).toBeGreaterThan(10_000);
    // Quadratic time would be many minutes.
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  it.each([
    ["a/B.java", true],
    ["a/b.kt", true],
    ["build.gradle.kts", true],
    ["a.javac", false],
    ["a.groovy", false],
    ["pom.xml", false],
  ])("are asked of %s: %s", (path, expected) => {
    expect(jvm.extractorFor(path) !== undefined).toBe(expected);
    expect(jvm.moduleName(path)).toBe(path);
  });
});
