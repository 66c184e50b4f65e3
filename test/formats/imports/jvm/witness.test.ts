import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import {
  fixture,
  javaHome,
  kotlinCompiler,
  linkedJava,
  type ParsedFiles,
  parsedJava,
  parsedKotlin,
  resolvedJava,
  shownFile,
  sourcesIn,
} from "./jvm-tools.ts";

const home = javaHome();
const archive = home === undefined ? undefined : join(home, "lib", "src.zip");
const library = archive !== undefined && existsSync(archive) ? archive : undefined;
const compiler = home === undefined ? undefined : kotlinCompiler();
if (home === undefined) console.warn("SKIPPED: there is no javac here, so the scanner was NOT compared with it.");
else if (library === undefined) console.warn("SKIPPED: the JDK is without its sources, which were NOT compared.");
if (compiler === undefined) console.warn("SKIPPED: there is no Kotlin compiler here, so it was NOT asked.");

/** What the programs below answered with JDK 17 and Kotlin 1.3.31. */
const rows = z.record(z.string(), z.array(z.string()));
const Compiled = z.object({ java: rows, kotlin: rows, resolved: z.array(z.string()) });
const compiled = Compiled.parse(JSON.parse(readFileSync(new URL("fixtures/compiled.json", import.meta.url), "utf8")));

/** `@file:JvmName` of the fixtures. */
const namesForJava = ["Program"];

function expectSame(folder: string, extension: string, parsed: ParsedFiles): void {
  for (const { path, imports } of sourcesIn(folder, extension)) {
    const wanted = parsed.get(path);
    if (wanted !== undefined) {
      expect([path, imports.problems, shownFile(imports, namesForJava)]).toEqual([path, [], wanted]);
    }
  }
}

describe("files of Java and Kotlin with everything in them", () => {
  it("have what the compilers found in them", () => {
    expectSame(fixture, ".java", new Map(Object.entries(compiled.java)));
    expectSame(fixture, ".kt", new Map(Object.entries(compiled.kotlin)));
    expect(Object.keys({ ...compiled.java, ...compiled.kotlin })).toHaveLength(10);
  });

  it("import the files that the Java compiler said they mean", () => {
    expect(linkedJava(fixture)).toEqual(compiled.resolved);
  });
});

(home === undefined ? describe.skip : describe)("the same files, read by the compilers of this machine", () => {
  it("have in Java what is remembered", () => {
    expect(Object.fromEntries(parsedJava(fixture))).toEqual(compiled.java);
    expect(resolvedJava(fixture)).toEqual(compiled.resolved);
  });

  (compiler === undefined ? it.skip : it)("have in Kotlin what is remembered", () => {
    expect(Object.fromEntries(parsedKotlin(fixture, compiler ?? ""))).toEqual(compiled.kotlin);
  });
});

(library === undefined ? describe.skip : describe)("the Java library, read by us and by javac", () => {
  const folder = mkdtempSync(join(tmpdir(), "lanekeeper-test-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("has the same packages, names and lines, and no problems, in every file", () => {
    const unpacked = spawnSync("jar", ["xf", library ?? "", "java.base/java", "java.base/sun/security"], {
      cwd: folder,
    });
    expect(unpacked.status).toBe(0);
    const parsed = parsedJava(folder);
    expect(parsed.size).toBeGreaterThan(1_000);
    expect([...parsed].filter(([, found]) => found === undefined)).toEqual([]);
    expectSame(folder, ".java", parsed);
  });
});
