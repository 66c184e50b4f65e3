import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { readPythonSource } from "../../../../src/formats/patches/python/read-source.ts";
import type { SourceFacts } from "../../../../src/formats/patches/source-facts.ts";

const program = fileURLToPath(new URL("line-kinds.py", import.meta.url));
const hasPython = spawnSync("python3", ["-c", "import ast"]).status === 0;
const here = hasPython || process.env["CI"] === "true" ? describe : describe.skip;

const Witnessed = z.object({
  path: z.string(),
  kinds: z.array(z.string()),
  calls: z.array(z.tuple([z.string(), z.string().nullable(), z.int()])),
});

function witnesses(paths: readonly string[]) {
  const { stdout, stderr } = spawnSync("python3", [program], { input: JSON.stringify(paths), maxBuffer: 1 << 28 });
  if (stderr.length > 0) throw new Error(stderr.toString("utf8"));
  const lines = stdout.toString("utf8").split("\n").filter(Boolean);
  return lines.map((line) => Witnessed.parse(JSON.parse(line)));
}

/** Where the two differ, as lines for a reader. */
function differences(path: string, facts: SourceFacts, kinds: readonly string[]): readonly string[] {
  const length = Math.max(facts.lines.length, kinds.length);
  return Array.from({ length }, (_, index) => index)
    .filter((index) => facts.lines[index] !== kinds[index])
    .map((index) => `${path}:${index + 1}: ${facts.lines[index]}, and CPython says ${kinds[index]}`);
}

function callsOf({ imports }: SourceFacts): readonly string[] {
  const calls = imports.flatMap(({ module, name, calls }) =>
    calls.map((line) => JSON.stringify([module, name ?? null, line])),
  );
  return [...new Set(calls)].toSorted();
}

const standardLibrary = globSync("/usr/lib/python3*/{importlib,json,unittest,http,logging}/*.py").toSorted();

describe("readPythonSource", () => {
  it.each([
    ["a string in brackets, which CPython takes for a docstring", '("doc")\n', ["code"]],
    ["a string as of bytes", 'b"doc"\n', ["code"]],
  ])("takes for code %s", (_what, text, lines) => {
    expect(readPythonSource(Buffer.from(text)).lines).toEqual(lines);
  });

  it.each([
    ["a bracket that is never closed", "x = (1\n"],
    ["a string without an end", 'x = "a\n'],
    ["a mark of a conflict", "<<<<<<< ours\nimport a\n"],
    ["a malformed import", "from import a\n"],
    ["a carriage return that ends a line", "x = 1\rimport a\n"],
    ["bytes that are no text", "\xff\xfe\n"],
  ])("has a problem with %s", (_what, text) => {
    expect(readPythonSource(Buffer.from(text, "latin1")).problems).not.toEqual([]);
  });

  it("reads lines that end as on Windows", () => {
    const { lines, problems } = readPythonSource(Buffer.from('"""a\r\nb"""\r\nimport c\r\n\r\nx = 1\r\n'));
    expect([lines, problems]).toEqual([["docstring", "docstring", "import", "blank", "code"], []]);
  });
});

here("readPythonSource beside CPython", () => {
  it("has a corpus", () => expect(standardLibrary.length).toBeGreaterThan(20));

  it("calls every line of the standard library what CPython calls it, and finds the same calls", () => {
    const read = witnesses(standardLibrary);
    expect(read.length).toBeGreaterThan(20);
    const all: string[] = [];
    for (const { path, kinds, calls } of read) {
      const facts = readPythonSource(readFileSync(path));
      if (facts.problems.length > 0) all.push(`${path}: ${JSON.stringify(facts.problems)}`);
      // What is imported in a block for types only cannot be called.
      const typeOnly = new Set(facts.imports.filter((one) => one.typeOnly).map(({ module }) => module));
      const known = calls.filter(([module]) => !typeOnly.has(module)).map((call) => JSON.stringify(call));
      const found = callsOf(facts);
      all.push(...differences(path, facts, kinds));
      all.push(...known.filter((call) => !found.includes(call)).map((call) => `${path}: no ${call}`));
      all.push(...found.filter((call) => !known.includes(call)).map((call) => `${path}: too much ${call}`));
    }
    expect(all).toEqual([]);
  });

  it.each([
    "import a; import b\n",
    "import a; x = 1\n",
    "x = 1; import a\n",
    "try: import a\nexcept ImportError: a = None\n",
    "from a import (\n    b,  # why\n\n    # alone\n    c,\n)\n",
    "from a import b, \\\n    c\n",
    '"""doc\n\n# no comment\nimport no\n"""\nimport a\n',
    'def f():\n    "doc"\n    "no doc"\n    return 1\n',
    'class A:\n    r"""doc"""\n    x = """\nimport no\n"""\n',
    'def f(): "on the line"\n',
    'async def f(a="x",\n            b=1):\n    """doc"""\n',
    'f"""no {1} doc"""\n',
    'b"no doc"\n',
    '"a" "b"\n"c"\n',
    "if x:\n    # alone\n    import a  # beside\n",
    "def g():\n    yield from a\n    from b import c\n    return c()\n",
    "import a.b.c\na.b.c.d()\na()\na.x(y)(z)\n",
    "import a as b\nb.c(a.d())\n",
    "from a import f\ndef f(): pass\nx.f()\nf.g()\nf[0]()\nf\n(1)\n",
    "from .x import y as z\nfrom . import w\nz(w.v())\n",
    "@a.b(1)\ndef f(): pass\nimport a\n",
    "s = 'import a\\n'\n# importlib.import_module('x')\nimport importlib\n'importlib.x()'\n",
    "x = (\n  1,\n\n  # c\n)\n",
    "\\\nimport a\n",
    "import a\nmatch x:\n    case a.B(y=1) if a.c(y):\n        a.d()\n    case [a.E(), *_]: pass\ncase = a.f()\ncase(a.g())\n",
  ])("agrees on %j", (text) => {
    const directory = mkdtempSync(join(tmpdir(), "lanekeeper-kinds-"));
    const path = join(directory, "case.py");
    writeFileSync(path, text);
    const [witnessed] = witnesses([path]);
    rmSync(directory, { recursive: true });
    const facts = readPythonSource(Buffer.from(text));
    expect(facts.problems).toEqual([]);
    expect(facts.lines).toEqual(witnessed?.kinds);
    expect(callsOf(facts)).toEqual(witnessed?.calls.map((call) => JSON.stringify(call)).toSorted());
  });
});
