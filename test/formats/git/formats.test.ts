import { describe, expect, it } from "@jest/globals";
import { diffReader, UnexpectedRecord } from "../../../src/formats/git/diff.ts";
import { classifyFetchFailure } from "../../../src/formats/git/fetch-failure.ts";
import { parseObjectLine, readObjects } from "../../../src/formats/git/objects.ts";
import { decodePath } from "../../../src/formats/git/paths.ts";
import { nulRecords } from "../../../src/formats/git/records.ts";
import { parseTreeRecord } from "../../../src/formats/git/tree.ts";

const id = "a".repeat(40);
const other = "b".repeat(40);

describe("nulRecords", () => {
  it("gives the same records wherever the stream is cut", () => {
    const bytes = Buffer.from("eins\0zwölf\0\0drei\0");
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const reader = nulRecords();
      const records = [...reader.push(bytes.subarray(0, cut)), ...reader.push(bytes.subarray(cut))];
      expect(records).toEqual(["eins", "zwölf", "", "drei"]);
      expect(reader.rest()).toBe(0);
    }
  });

  it("tells how much no zero byte has ended", () => {
    const reader = nulRecords();
    expect(reader.push(Buffer.from("a\0bcd"))).toEqual(["a"]);
    expect(reader.rest()).toBe(3);
  });

  it("keeps names apart that are not UTF-8", () => {
    expect(nulRecords().push(Buffer.from([0x61, 0xe9, 0, 0x61, 0xe8, 0, 0xc3, 0xa9, 0]))).toEqual([
      "a\\xE9",
      "a\\xE8",
      "é",
    ]);
  });
});

describe("decodePath", () => {
  it.each<[readonly number[], string]>([
    [[0x61, 0x62], "ab"],
    [[0xf0, 0x9f, 0x98, 0x80], "😀"],
    [[0xf0, 0x9f], "\\xF0\\x9F"],
    [[0xef, 0xbf, 0xbd], "\ufffd"],
    [[0xff, 0x61], "\\xFFa"],
    [[0xef, 0xbb, 0xbf, 0x61], "\ufeffa"],
  ])("reads %p", (bytes, text) => {
    expect(decodePath(Uint8Array.from(bytes))).toBe(text);
  });
});

describe("parseTreeRecord", () => {
  it("reads mode, id and path", () => {
    expect(parseTreeRecord(`100755 blob ${id}\tdir/a\tb`)).toEqual({ path: "dir/a\tb", kind: "executable", id });
    expect(parseTreeRecord(`160000 commit ${id}\tsub`)).toEqual({ path: "sub", kind: "submodule", id });
  });

  it.each(["", "100644", `040000 tree ${id}\tdir`, `100644 blob ${id} no tab`])("reads nothing out of %p", (record) => {
    expect(parseTreeRecord(record)).toBeUndefined();
  });
});

describe("diffReader", () => {
  it("reads a rename with its count of lines, and a path that looks like a record", () => {
    const reader = diffReader(10);
    reader.push([
      `:100644 100755 ${id} ${other} R087`,
      "old",
      ":new",
      `:100644 000000 ${id} ${"0".repeat(40)} D`,
      "1\t1\tx",
    ]);
    reader.push(["2\t1\t", "old", ":new", "0\t3\t1\t1\tx"]);
    expect(reader.end()).toEqual({
      complete: true,
      changes: [
        {
          status: "renamed",
          path: ":new",
          before: { path: "old", kind: "file", id },
          after: { path: ":new", kind: "executable", id: other },
        },
        { status: "deleted", path: "1\t1\tx", before: { path: "1\t1\tx", kind: "file", id } },
      ],
      lines: new Map([
        [":new", { kind: "lines", added: 2, deleted: 1 }],
        ["1\t1\tx", { kind: "lines", added: 0, deleted: 3 }],
      ]),
    });
  });

  it("keeps no more than it may, and says so", () => {
    const reader = diffReader(1);
    for (const path of ["a", "b"]) reader.push([`:000000 100644 ${"0".repeat(40)} ${id} A`, path]);
    reader.push(["1\t0\ta", "1\t0\tb"]);
    const diff = reader.end();
    expect(diff).toMatchObject({ complete: false, changes: [{ path: "a" }] });
    expect(diff.lines.size).toBe(1);
  });

  it("keeps no more of long paths than it has room for", () => {
    const reader = diffReader(1_000);
    const long = (name: string) => `${name}/`.padEnd(500_000, "x");
    for (const path of [long("a"), long("b"), long("c"), "d"])
      reader.push([`:000000 100644 ${"0".repeat(40)} ${id} A`, path]);
    expect(reader.end()).toMatchObject({ complete: false, changes: [{ path: long("a") }, { path: long("b") }] });
  });

  it.each([
    [[`:100644 100644 ${id} ${other} U`, "a"]],
    [[`:000000 999999 ${id} ${other} A`, "a"]],
    [["nonsense"]],
    [["x\ty\ta"]],
    [[`:000000 100644 ${id} ${other} A`]],
  ])("refuses %p", (records) => {
    expect(() => {
      const reader = diffReader(10);
      reader.push(records);
      reader.end();
    }).toThrow(UnexpectedRecord);
  });
});

describe("readObjects", () => {
  it("reads bytes with line feeds and skips what is missing", () => {
    const output = Buffer.from(`${id} blob 4\na\n\nb\n${other} missing\n${other} blob 0\n\n`);
    expect([...readObjects(output)].map((object) => [object.id, Buffer.from(object.bytes).toString()])).toEqual([
      [id, "a\n\nb"],
      [other, ""],
    ]);
  });

  it.each([`${id} blob 9\nshort\n`, `${id} blob 4`, "nonsense\n", `${id} blob 4\nfour`])(
    "gives nothing half read of %p",
    (output) => {
      expect([...readObjects(Buffer.from(output))]).toEqual([]);
    },
  );

  it("reads lines of sizes", () => {
    expect(parseObjectLine(`${id} tree 12`)).toEqual({ kind: "object", id, type: "tree", size: 12 });
    expect(parseObjectLine("a name missing")).toEqual({ kind: "missing", name: "a name" });
    expect(parseObjectLine(`${id} blob -1`)).toBeUndefined();
  });
});

describe("classifyFetchFailure", () => {
  it.each([
    ["fatal: couldn't find remote ref refs/pull/9/head", "revision-not-found"],
    ["fatal: remote error: upload-pack: not our ref 1111", "revision-not-found"],
    ["fatal: Authentication failed for 'https://github.com/o/r/'", "forbidden"],
    ["fatal: could not read Username for 'https://github.com': terminal prompts disabled", "forbidden"],
    ["fatal: unable to access 'https://github.com/o/r/': The requested URL returned error: 403", "forbidden"],
    ["fatal: repository 'https://github.com/o/r/' not found", "repository-not-found"],
    ["fatal: unable to access 'x': The requested URL returned error: 301", "repository-not-found"],
    ["fatal: unable to access 'x': The requested URL returned error: 429", "rate-limited"],
    ["fatal: unable to access 'x': The requested URL returned error: 502", "unavailable"],
    ["fatal: unable to access 'x': Could not resolve host: github.com", "unavailable"],
    ["error: RPC failed; curl 56 GnuTLS recv error\nfatal: early EOF", "unavailable"],
    ["fatal: write error: No space left on device", "other"],
    ["", "other"],
  ])("takes %p as %s", (stderr, kind) => {
    expect(classifyFetchFailure(stderr)).toBe(kind);
  });
});
