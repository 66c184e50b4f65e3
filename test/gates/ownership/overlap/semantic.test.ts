import { describe, expect, it } from "@jest/globals";
import type { FindInMerge, OverlapChange } from "../../../../src/core/overlap.ts";
import type { Blob } from "../../../../src/core/repository.ts";
import { brokenUses } from "../../../../src/gates/ownership/overlap/semantic.ts";
import { file, head, inserted, replaced } from "./heads.ts";

type Texts = Readonly<Record<string, string>>;

function blobOf(text: string): Blob {
  return { kind: "bytes", bytes: new TextEncoder().encode(text) };
}

/** The id of a file's version is its text. */
function change(path: string, before: string | undefined, after: string | undefined): OverlapChange {
  const [old = "", now = ""] = [before, after];
  const hunk = before === undefined ? inserted(0, now.split("\n")) : replaced(1, old.split("\n"), now.split("\n"));
  return {
    before: before === undefined ? undefined : file(path, before),
    after: after === undefined ? undefined : file(path, after),
    hunks: [hunk],
    union: false,
  };
}

/** What two heads make together, as texts by path. */
async function broken(loses: readonly OverlapChange[], uses: readonly OverlapChange[], merged: Texts) {
  const blobs = async (ids: readonly string[]) => new Map(ids.map((id) => [id, blobOf(id)]));
  const find: FindInMerge = async (_order, words) => {
    const hits = Object.entries(merged).filter(([, text]) => words.some((word) => text.includes(word)));
    return {
      entries: hits.map(([path, text]) => file(path, text)),
      blobs: new Map(hits.map(([, text]) => [text, blobOf(text)])),
    };
  };
  return brokenUses([head("loser", loses), head("user", uses)], blobs, find);
}

const old = "def fetch(url):\n    return url\n";
const renamed = "def load(url):\n    return url\n";
const use = "from lib import fetch\nfetch(1)\n";

describe("brokenUses", () => {
  it("finds a use of what the other renames, in a file that only one touches", async () => {
    const found = await broken([change("lib.py", old, renamed)], [change("new.py", undefined, use)], {
      "lib.py": renamed,
      "new.py": use,
    });
    expect(found).toEqual([{ loser: "loser", user: "user", name: "fetch", path: "new.py" }]);
  });

  it("finds a use of what goes with its file", async () => {
    const found = await broken(
      [change("lib.ts", "export function fetch() {}\n", undefined)],
      [change("new.ts", undefined, "fetch();\n")],
      { "new.ts": "fetch();\n" },
    );
    expect(found).toMatchObject([{ name: "fetch" }]);
  });

  it.each([
    ["a definition of that name is left", { "lib.py": renamed, "other.py": old, "new.py": use }],
    ["the name is assigned somewhere", { "lib.py": `${renamed}fetch = load\n`, "new.py": use }],
    [
      "others use the name as well, as that of a library's method",
      { "lib.py": renamed, "new.py": use, "far.py": "git.fetch()\n" },
    ],
    ["the use did not come through the merge", { "lib.py": renamed, "new.py": "fetched = 1\n" }],
  ])("says nothing where %s", async (_name, merged) => {
    expect(await broken([change("lib.py", old, renamed)], [change("new.py", undefined, use)], merged)).toEqual([]);
  });

  it.each([
    ["the word is in a text or comment", change("new.py", undefined, "# fetch\nx = 'fetch'\n")],
    ["it is another language", change("new.ts", undefined, "fetch(1);\n")],
    ["it is a parameter's name", change("new.py", undefined, "get(fetch=1)\n")],
  ])("says nothing where %s", async (_name, uses) => {
    expect(
      await broken([change("lib.py", old, renamed)], [uses], {
        "lib.py": renamed,
        [uses.after?.path ?? ""]: uses.after?.id ?? "",
      }),
    ).toEqual([]);
  });

  it("says nothing of a definition that moved to another file of the same head", async () => {
    const moves = [change("lib.py", old, "x = 1\n"), change("moved.py", undefined, old)];
    expect(await broken(moves, [change("new.py", undefined, use)], { "new.py": use })).toEqual([]);
  });

  it("says nothing of a file that can no longer be read", async () => {
    expect(
      await broken([change("lib.py", old, "def load(\n")], [change("new.py", undefined, use)], { "new.py": use }),
    ).toEqual([]);
  });
});
