import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { buildImportGraph } from "../../../src/formats/imports/graph/build-graph.ts";
import { listGraph } from "../../../src/formats/imports/graph/list-graph.ts";
import { scanPythonImports } from "../../../src/formats/imports/python/extractor.ts";

const Witness = z.object({
  files: z.record(z.string(), z.array(z.tuple([z.int(), z.string(), z.string().nullable(), z.int(), z.int()]))),
  graph: z.object({ modules: z.array(z.string()), imports: z.array(z.tuple([z.string(), z.string(), z.int()])) }),
});

const question = spawnSync("python3", ["-c", "import os; print(os.path.dirname(os.__file__))"], { encoding: "utf8" });
const library = question.status === 0 ? question.stdout.trim() : undefined;
if (library === undefined) {
  console.warn("SKIPPED: there is no python3 here, so the scanner was NOT compared with CPython's own ast.");
}

/** What CPython's `ast` finds in the standard library of this machine, with its tests. */
function askPython(folder: string): z.output<typeof Witness> {
  const script = fileURLToPath(new URL("ast-graph.py", import.meta.url));
  const answer = spawnSync("python3", [script, "both", folder], { maxBuffer: 1 << 28, encoding: "utf8" });
  return Witness.parse(JSON.parse(answer.stdout));
}

function pythonFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".py"))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !path.split("/").includes("site-packages"));
}

(library === undefined ? describe.skip : describe)("the standard library, read by us and by CPython's ast", () => {
  const folder = library ?? "";
  const witness = library === undefined ? undefined : askPython(library);

  it("has the same names, lines and no problems in every file that CPython takes", () => {
    const expected = Object.entries(witness?.files ?? {});
    expect(expected.length).toBeGreaterThan(100);
    for (const [path, rows] of expected) {
      const { imports, problems } = scanPythonImports(readFileSync(join(folder, path)));
      const statements = imports.filter(({ dynamic }) => !dynamic);
      const found = statements.map(({ level, module, name, line, nameLine }) =>
        JSON.stringify([level, module, name ?? null, line, nameLine]),
      );
      const wanted = rows.map((row) => JSON.stringify(row));
      expect([path, problems, found.sort()]).toEqual([path, [], wanted.sort()]);
    }
  });

  it("has the same import graph", () => {
    const files = pythonFiles(folder).map((path) => {
      // There is no witness for the imports of a file that CPython does not take.
      const witnessed = witness?.files[path] !== undefined;
      const { imports } = witnessed ? scanPythonImports(readFileSync(join(folder, path))) : { imports: [] };
      return { path, imports: imports.filter(({ dynamic }) => !dynamic) };
    });
    const { modules, imports } = listGraph(buildImportGraph(files, [""]), files, []);
    expect(modules).toEqual(witness?.graph.modules.toSorted());
    const found = imports.map(({ importer, imported, line }) => `${importer} ${imported} ${line}`);
    expect(found.sort()).toEqual(witness?.graph.imports.map((row) => row.join(" ")).sort());
  });
});
