import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { readPythonDefinitions } from "../../../src/formats/definitions/python/read-definitions.ts";

const Parameter = z.tuple([z.string(), z.string(), z.boolean()]);
const Witness = z.array(
  z.object({
    path: z.string(),
    definitions: z.array(z.tuple([z.string(), z.string(), z.number(), z.number(), z.array(Parameter).nullable()])),
    uses: z.array(z.tuple([z.string(), z.number()])),
  }),
);

/** Real code of many authors: CPython's own library. */
function libraryFiles(count: number): readonly string[] {
  const script =
    "import glob, os; print('\\n'.join(sorted(glob.glob(os.path.join(os.path.dirname(os.__file__), '**', '*.py'), recursive=True))))";
  const all = spawnSync("python3", ["-c", script], { encoding: "utf8", maxBuffer: 1 << 26 })
    .stdout.trim()
    .split("\n");
  const step = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, at) => at % step === 0);
}

function read(text: string) {
  return readPythonDefinitions(new TextEncoder().encode(text));
}

describe("definitions of Python", () => {
  it("are those of CPython's ast, and no use is missed, over its own library", () => {
    const files = libraryFiles(90);
    const script = join(import.meta.dirname, "python-definitions.py");
    const result = spawnSync("python3", ["-W", "ignore", script], {
      input: files.join("\n"),
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    const witness = Witness.parse(JSON.parse(result.stdout));
    expect(witness.length).toBeGreaterThan(50);
    for (const { path, definitions, uses } of witness) {
      const found = readPythonDefinitions(readFileSync(path));
      const told = found.definitions.map((each) => [
        each.kind,
        each.qualifiedName,
        each.firstLine,
        each.lastLine,
        each.parameters?.map(({ name, kind, required }) => [name, kind, required]) ?? null,
      ]);
      expect({ path, complete: found.complete, definitions: told }).toEqual({ path, complete: true, definitions });
      const known = new Set(found.uses.map(({ name, line }) => `${name} ${line}`));
      expect({ path, missed: uses.map(([name, line]) => `${name} ${line}`).filter((use) => !known.has(use)) }).toEqual({
        path,
        missed: [],
      });
    }
  });

  it("tell parameters apart, whatever their annotations and defaults", () => {
    const { definitions } = read(
      "async def f(a, /, b: dict[str, int] = {}, *c, d, e=lambda x, y: (x, y), **g) -> 'x': pass\n",
    );
    expect(definitions[0]?.parameters).toEqual([
      { name: "a", kind: "positional-only", required: true },
      { name: "b", kind: "positional", required: false },
      { name: "c", kind: "rest", required: false },
      { name: "d", kind: "keyword-only", required: true },
      { name: "e", kind: "keyword-only", required: false },
      { name: "g", kind: "keyword-rest", required: false },
    ]);
  });

  it("do not stand in texts and comments, and uses stand in fields of texts", () => {
    const { definitions, uses } = read("'''\ndef no(): pass\n'''\n# def nor(): pass\nx = f\"{yes!r:>{width}} no\"\n");
    expect(definitions).toEqual([]);
    expect(uses.map(({ name }) => name)).toEqual(["yes", "width"]);
  });

  it("have the same fingerprint under another name and with other space", () => {
    const [one, other, third] = [
      "def a(x):\n    return x + 1\n",
      "def b( x ):\n\n  # why\n  return x+1\n",
      "def a(x):\n    return x + 2\n",
    ].map((text) => read(text).definitions[0]?.fingerprint);
    expect(one).toBe(other);
    expect(one).not.toBe(third);
  });

  it("know what is assigned, called and a member", () => {
    const { uses, assigned } = read("made = make(key=value)\nself.held = made.part\n");
    expect([...assigned]).toEqual(["made", "held"]);
    expect(uses).toEqual([
      { name: "make", line: 1, member: false, called: true },
      { name: "value", line: 1, member: false, called: false },
      { name: "self", line: 2, member: false, called: false },
      { name: "held", line: 2, member: true, called: false },
      { name: "made", line: 2, member: false, called: false },
      { name: "part", line: 2, member: true, called: false },
    ]);
  });

  it.each([
    ["brackets that never close", "def f(".repeat(3_000)],
    ["blocks in blocks", Array.from({ length: 500 }, (_, depth) => `${" ".repeat(depth)}def f():\n`).join("")],
    ["definitions without end", "def f(): pass\n".repeat(20_001)],
    ["a text that never ends", `x = '''${"a".repeat(100_000)}`],
    ["bytes that are no text", "\u0000\u0001(((\n)))]]]\ndef"],
  ])("end for %s, and say that not all is there", (_name, text) => {
    expect(read(text).complete).toBe(false);
  });
});
