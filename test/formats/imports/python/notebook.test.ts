import { describe, expect, it } from "@jest/globals";
import { notebookImports, scanNotebookImports } from "../../../../src/formats/imports/python/notebook/extractor.ts";
import { commandCases, flawedCases, lineCases } from "./notebook-cases.ts";
import { notebookText } from "./notebook-text.ts";

const encoder = new TextEncoder();

/** `line[/nameLine]:module[ name]` with `?` for type checking and `^` for calls, `*line` and `!line problem`. */
function shown(text: string | Uint8Array): readonly string[] {
  const bytes = typeof text === "string" ? encoder.encode(text) : text;
  const { imports, problems, unreadDynamic } = scanNotebookImports(bytes);
  const names = imports.map((imported) => {
    const lines = imported.line === imported.nameLine ? `${imported.line}` : `${imported.line}/${imported.nameLine}`;
    const flags = `${imported.typeCheckingOnly ? "?" : ""}${imported.dynamic ? "^" : ""}`;
    const name = imported.name === undefined ? "" : ` ${imported.name}`;
    return `${lines}:${flags}${".".repeat(imported.level)}${imported.module}${name}`;
  });
  const unread = unreadDynamic.map(({ line }) => `*${line}`);
  return [...names, ...unread, ...problems.map(({ kind, line }) => `!${line} ${kind}`)];
}

describe("lines of a notebook", () => {
  it("are those of the file, where the line of the cell stands", () => {
    const text = notebookText("x = 1\nfrom a import (\n    b,\n    c,\n)\n", "import d");
    const lines = text.split("\n");
    expect(shown(text)).toEqual(["10/11:a b", "10/12:a c", "22:d"]);
    expect([9, 10, 11, 21].map((index) => lines[index]?.trim())).toEqual([
      '"from a import (\\n",',
      '"    b,\\n",',
      '"    c,\\n",',
      '"import d"',
    ]);
  });

  it.each(lineCases)("are right with %s", (_what, text, ...expected) => {
    expect(shown(text)).toEqual(expected);
  });
});

describe("what counts in a notebook", () => {
  it.each([
    ["text", '{"cells":[{"cell_type":"markdown","source":"import a"},{"cell_type":"raw","source":"import b"}]}'],
    ["outputs", '{"cells":[{"cell_type":"code","source":"a","outputs":[{"source":"import a","cell_type":"code"}]}]}'],
    [
      "what lies deeper",
      '{"cells":[[{"cell_type":"code","source":"import a"}]],"a":{"cells":[{"source":"import b"}]}}',
    ],
    [
      "another language",
      '{"metadata":{"kernelspec":{"language":"R"}},"cells":[{"cell_type":"code","source":"import a"}]}',
    ],
    ["another kernel", '{"cells":[{"cell_type":"code","source":"import a"}],"metadata":{"kernelspec":{"name":"ir"}}}'],
    ["an empty file", " \n"],
  ])("is not %s", (_what, text) => {
    expect(shown(text)).toEqual([]);
  });

  it("is every cell of code, also where one part of the notebook calls its language something else", () => {
    const languages = '"metadata":{"kernelspec":{"language":"sql"},"language_info":{"name":"ipython"}}';
    expect(shown(`{"cells":[{"cell_type":"code","source":"import a"}],${languages}}`)).toEqual(["1:a"]);
  });

  it("is one cell by itself: what one leaves open does not reach the next", () => {
    expect(shown(notebookText("f(", "import a", "'''", "if TYPE_CHECKING:", "    import b"))).toEqual([
      "18:a",
      "45:b",
      "!9 unclosed-bracket",
      "!27 unterminated-string",
    ]);
  });

  it("is also what only type checkers see, and calls that import", () => {
    const cell = "if TYPE_CHECKING:\n    import a\nimportlib.import_module('b')\n__import__(c)";
    expect(shown(notebookText(cell))).toEqual(["10:?a", "11:^b", "*12"]);
  });
});

describe("lines that IPython takes for itself", () => {
  it.each(commandCases)("are passed in %j", (text, ...expected) => {
    const { imports, problems } = scanNotebookImports(encoder.encode(notebookText(text)));
    expect([imports.map(({ module }) => module), problems]).toEqual([expected, []]);
  });
});

describe("what is no notebook", () => {
  it.each(flawedCases)("is told of: %s", (_what, text, ...expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it.each(["[", '{"a":'])("is what is nested deeper than a hundred times %s, and no stack ends", (opening) => {
    expect(shown(`{"cells":${opening.repeat(200_000)}`)).toEqual(["!1 unreadable-notebook"]);
  });
});

describe("notebooks of any content", () => {
  const parts = (
    '{"cells":[|{"cell_type":"code","source":[|"import a\\n"|"import b"|,|]|}|]}|{|[|"|\\|:|1|true|null|"source"|' +
    '"%x"|"\'\'\'"|"f("|"metadata":{|"kernelspec":|\n|\r\n| |\0|é|<<<<<<< '
  ).split("|");

  it("never throw, in lines that the file has, and come back unchanged when remembered", () => {
    let state = 3;
    const next = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return (state >>> 8) % below;
    };
    for (let round = 0; round < 5_000; round += 1) {
      const start = next(2) === 0 ? '{"cells":[{"cell_type":"code","source":[' : "";
      const text = start + Array.from({ length: next(25) }, () => parts[next(parts.length)]).join("");
      const found = notebookImports.extract(encoder.encode(text));
      const lines = text.split(/\r\n|\r|\n/).length;
      for (const { line } of [...found.imports, ...found.problems]) expect(line > 0 && line <= lines).toBe(true);
      expect(notebookImports.decode(notebookImports.encode(found))).toEqual(found);
    }
  });

  it("are read to 50,000 imports, and say so", () => {
    const cell = "import a\n".repeat(30_000);
    const { imports, problems } = scanNotebookImports(encoder.encode(notebookText(cell, cell, cell)));
    expect(imports).toHaveLength(50_000);
    expect(problems).toEqual([{ kind: "too-many-imports", line: 30_017 }]);
  });

  /** The best of three, after one run that warms up. */
  function millisecondsToScan(text: string): number {
    const bytes = encoder.encode(text);
    const times = Array.from({ length: 9 }, () => {
      const started = performance.now();
      scanNotebookImports(bytes);
      return performance.now() - started;
    });
    return Math.min(...times.slice(1));
  }

  it.each([
    '{"cell_type":"code","source":["import a"]},',
    '"\\\\\\"',
    '"',
    "\\",
    "[",
    "{}",
    '"a",',
    "1,",
    "9",
    "\n",
    '{"source":"',
  ])("are read in time proportional to the size: %j", (piece) => {
    const ofSize = (size: number) => `{"cells":[${piece.repeat(size / piece.length)}`;
    // Quadratic time would be 256 times as long; a fixed part and a busy machine leave room up to 100.
    expect(millisecondsToScan(ofSize(800_000))).toBeLessThan(100 * Math.max(1, millisecondsToScan(ofSize(50_000))));
  });

  it.each(["%a \\\n", "a = ", "%%time\n", "# a\n", "a, "])("have cells of %j read in such time, too", (piece) => {
    const ofSize = (size: number) => notebookText(piece.repeat(size / piece.length));
    expect(millisecondsToScan(ofSize(800_000))).toBeLessThan(100 * Math.max(1, millisecondsToScan(ofSize(50_000))));
  });
});
