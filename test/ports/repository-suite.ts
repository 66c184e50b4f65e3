import { describe, expect, it } from "@jest/globals";
import type { Extractor } from "../../src/core/extractor.ts";
import type { Blob, Change, RepositorySource } from "../../src/core/repository.ts";
import type { MemoryFile } from "../../src/memory/repository.ts";

type Files = Readonly<Record<string, MemoryFile>>;

/** A source over two commits with these files, and how to be rid of it. */
export interface OpenedSource extends Disposable {
  readonly source: RepositorySource;
  /** Names the commit before the base, where there is one. */
  readonly earlier?: string;
}

export interface SourceUnderTest {
  readonly base: Files;
  readonly head: Files;
  /** Of a commit before the base. */
  readonly earlier?: Files;
  /** The tip of the base, where it has moved on. */
  readonly tip?: Files;
  readonly maxBlobBytes?: number;
  readonly maxItems?: number;
}

const commit = "1234567890123456789012345678901234567890";
const otherCommit = "2234567890123456789012345678901234567890";

/** What every repository source must do. */
export function describeRepositorySource(name: string, open: (files: SourceUnderTest) => Promise<OpenedSource>): void {
  describe(`${name}: changedSince`, () => {
    const earlier = { same: "1\n", other: "1\n", moved: "3\n", gone: "4\n" };
    const base = { same: "1\n", other: "2\n", "moved/here": "3\n", added: "5\n" };

    it("names what the base has otherwise than a commit before it", async () => {
      using opened = await open({ earlier, base, head: { same: "9\n" } });
      const { items, complete } = await opened.source.changedSince(opened.earlier ?? "");
      expect([items.toSorted(), complete]).toEqual([["added", "gone", "moved", "moved/here", "other"], true]);
    });

    it("compares head with a commit before the base, in its own lines", async () => {
      const head = { same: "9\n", other: "0\n2\n" };
      using opened = await open({ earlier: { ...earlier, other: "2\n" }, base, head });
      const { tree, changedLines } = await opened.source.comparedWith(opened.earlier ?? "");
      expect(tree.items.map(({ path }) => path)).toEqual(["gone", "moved", "other", "same"]);
      const other = changedLines.items.find(({ path }) => path === "other");
      expect(other?.hunks).toEqual([{ before: { first: 0, count: 0 }, after: { first: 1, count: 1 } }]);
      const same = await opened.source.comparedWith(opened.source.mergeBase);
      expect(same).toEqual({
        tree: await opened.source.tree("base"),
        changedLines: await opened.source.changedLines(),
      });
    });

    it("names what the tip of the base has otherwise than the merge base", async () => {
      using opened = await open({ base, tip: { ...base, other: "9\n", fresh: "" }, head: { same: "9\n" } });
      expect(await opened.source.changedOnBase()).toEqual({ items: ["fresh", "other"], complete: true });
    });

    it("takes the merge base for the tip where none is known", async () => {
      using opened = await open({ base, head: { same: "9\n" } });
      expect(await opened.source.changedOnBase()).toEqual({ items: [], complete: true });
    });

    it("says that it was cut short", async () => {
      using opened = await open({ earlier, base, head: base, maxItems: 2 });
      const { items, complete } = await opened.source.changedSince(opened.earlier ?? "");
      expect([items.length, complete]).toEqual([2, false]);
    });
  });

  describe(`${name}: versions of a file`, () => {
    it("begin with the tip of the base, and go back", async () => {
      const earlier = { map: "1\n" };
      using opened = await open({
        earlier,
        base: { map: "2\n" },
        tip: { map: "3\n", other: "" },
        head: { map: "9\n" },
      });
      const texts = async (limit: number) =>
        (await opened.source.history.versions("map", limit)).map((blob) =>
          blob.kind === "bytes" ? new TextDecoder().decode(blob.bytes) : blob.kind,
        );
      expect((await texts(9))[0]).toBe("3\n");
      expect((await texts(9)).at(-1)).toBe("1\n");
      expect(await texts(1)).toEqual(["3\n"]);
    });

    it("say that the tip lost it", async () => {
      using opened = await open({ earlier: { map: "1\n" }, base: { other: "" }, head: { other: "1" } });
      expect((await opened.source.history.versions("map", 2)).map(({ kind }) => kind)).toEqual(["missing", "bytes"]);
    });
  });

  describe(`${name}: changes`, () => {
    it.each<[string, Files, Files, readonly string[]]>([
      ["nothing", { a: "1\n" }, { a: "1\n" }, []],
      ["an added file", {}, { "dir/a.py": "1\n2\n" }, ["added dir/a.py file +2 -0"]],
      ["a deleted file", { a: "1\n", b: "" }, { b: "" }, ["deleted a file +0 -1"]],
      ["changed lines", { a: "1\n2\n3\n" }, { a: "1\n3\n4\n5\n" }, ["modified a file>file +2 -1"]],
      ["a missing last line feed", { a: "1\n2" }, { a: "1\n2\n" }, ["modified a file>file +1 -1"]],
      [
        "a renamed file",
        { "a/x.py": "1\n2\n" },
        { "b/x.py": "1\n2\n" },
        ["renamed b/x.py file>file +0 -0 from a/x.py"],
      ],
      ["an empty file that moved", { a: "" }, { b: "" }, ["deleted a file +0 -0", "added b file +0 -0"]],
      [
        "two files with one origin",
        { a: "1\n" },
        { b: "1\n", c: "1\n" },
        ["renamed b file>file +0 -0 from a", "added c file +1 -0"],
      ],
      ["a copied file", { a: "1\n" }, { a: "1\n", b: "1\n" }, ["added b file +1 -0"]],
      ["binary content", { a: bytes(0, 1) }, { a: bytes(0, 2) }, ["modified a file>file binary"]],
      ["a file made executable", { a: "1\n" }, { a: { executable: "1\n" } }, ["modified a file>executable +0 -0"]],
      ["a file that became a symlink", { a: "1\n" }, { a: { symlink: "b" } }, ["modified a file>symlink +1 -1"]],
      [
        "a moved submodule",
        { s: { submodule: commit } },
        { s: { submodule: otherCommit } },
        ["modified s submodule>submodule +1 -1"],
      ],
      ["an added submodule", {}, { s: { submodule: commit } }, ["added s submodule +1 -0"]],
    ])("sees %s", async (_, base, head, expected) => {
      using opened = await open({ base, head });
      const { items, complete } = await opened.source.changes();
      expect(items.map(describeChange)).toEqual(expected);
      expect(complete).toBe(true);
    });

    it("keeps strange names apart", async () => {
      const names = [
        "with space",
        "tab\tname",
        "line\nfeed",
        'quote"',
        "back\\slash",
        "-dash",
        "grün.py",
        ":colon",
        "*star",
      ];
      using opened = await open({ base: {}, head: Object.fromEntries(names.map((path) => [path, path])) });
      expect((await opened.source.changes()).items.map((change) => change.path).sort()).toEqual([...names].sort());
      expect((await opened.source.tree("head")).items.map((entry) => entry.path).sort()).toEqual([...names].sort());
    });

    it("says when the list was cut short", async () => {
      const head = { a: "1", b: "2", c: "3" };
      using cut = await open({ base: {}, head, maxItems: 2 });
      expect(await cut.source.changes()).toMatchObject({ complete: false, items: [{ path: "a" }, { path: "b" }] });
      using exact = await open({ base: {}, head, maxItems: 3 });
      expect(await exact.source.changes()).toMatchObject({ complete: true });
    });
  });

  describe(`${name}: tree`, () => {
    it("lists every kind of entry of both sides", async () => {
      using opened = await open({
        base: { old: "" },
        head: { "d/a": "x", run: { executable: "x" }, link: { symlink: "d/a" }, sub: { submodule: commit } },
      });
      expect((await opened.source.tree("base")).items.map((entry) => entry.path)).toEqual(["old"]);
      expect(await opened.source.tree("head")).toEqual({
        complete: true,
        items: [
          { path: "d/a", kind: "file", id: expect.any(String) },
          { path: "link", kind: "symlink", id: expect.any(String) },
          { path: "run", kind: "executable", id: expect.any(String) },
          { path: "sub", kind: "submodule", id: commit },
        ],
      });
    });

    it("uses git's blob ids", async () => {
      using opened = await open({ base: {}, head: { empty: "", hello: "hello\n" } });
      const ids = (await opened.source.tree("head")).items.map((entry) => entry.id);
      // As `git hash-object` prints them anywhere.
      expect(ids).toEqual(["e69de29bb2d1d6434b8b29ae775ad8c2e48c5391", "ce013625030ba8dba906f756967f9e9ca394464a"]);
    });

    it("says when the list was cut short", async () => {
      using opened = await open({ base: {}, head: { a: "1", b: "2", c: "3" }, maxItems: 2 });
      expect(await opened.source.tree("head")).toMatchObject({
        complete: false,
        items: [{ path: "a" }, { path: "b" }],
      });
    });
  });

  describe(`${name}: blobs`, () => {
    it("answers for every id", async () => {
      const head = {
        text: "grün\n",
        zero: bytes(0, 255, 10),
        empty: "",
        large: "x".repeat(2_000),
        sub: { submodule: commit },
      };
      using opened = await open({ base: {}, head, maxBlobBytes: 1_000 });
      const entries = new Map((await opened.source.tree("head")).items.map((entry) => [entry.path, entry.id]));
      const unknown = "f".repeat(40);
      const blobs = await opened.source.blobs([...entries.values(), unknown, unknown, "HEAD", "not an id\n"]);
      const blobOf = (path: string) => blobs.get(entries.get(path) ?? "");
      expect(contentOf(blobOf("text"))).toEqual([...Buffer.from("grün\n")]);
      expect(contentOf(blobOf("zero"))).toEqual([0, 255, 10]);
      expect(contentOf(blobOf("empty"))).toEqual([]);
      expect(blobOf("large")).toEqual({ kind: "too-large", size: 2_000 });
      for (const id of [commit, unknown, "HEAD", "not an id\n"]) expect(blobs.get(id)).toEqual({ kind: "missing" });
    });

    it("answers nothing for nothing", async () => {
      using opened = await open({ base: {}, head: { a: "1" } });
      expect((await opened.source.blobs([])).size).toBe(0);
    });
  });

  describe(`${name}: derive`, () => {
    it("extracts from every blob that it can read and passes on why it cannot", async () => {
      using opened = await open({ base: {}, head: { a: "1", b: "two", c: "x".repeat(50) }, maxBlobBytes: 10 });
      const [a = "", b = "", c = ""] = (await opened.source.tree("head")).items.map((entry) => entry.id);
      const unknown = "f".repeat(40);
      expect(await opened.source.derive(length, [a, b, c, unknown])).toEqual(
        new Map([
          [a, { kind: "value", value: 1 }],
          [b, { kind: "value", value: 3 }],
          [c, { kind: "too-large", size: 50 }],
          [unknown, { kind: "missing" }],
        ]),
      );
    });
  });
}

const length: Extractor<number> = {
  id: "length",
  version: 1,
  extract: (content) => content.length,
  encode: String,
  decode: Number,
};

function bytes(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values);
}

function contentOf(blob: Blob | undefined) {
  return blob?.kind === "bytes" ? [...blob.bytes] : blob;
}

function describeChange(change: Change): string {
  const before = change.status === "added" ? [] : [change.before];
  const after = change.status === "deleted" ? [] : [change.after];
  const kinds = [...before, ...after].map((entry) => entry.kind).join(">");
  const lines = change.lines.kind === "binary" ? "binary" : `+${change.lines.added} -${change.lines.deleted}`;
  const from = change.status === "renamed" ? ` from ${change.before.path}` : "";
  return `${change.status} ${change.path} ${kinds} ${lines}${from}`;
}
