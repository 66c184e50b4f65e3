import { describe, expect, it } from "@jest/globals";
import { findingsOf, placesOf, rulingOf } from "./support.ts";

const budget = { name: "Legacy", type: "budget", from: ["app"], to: ["legacy"], "at-most": 3 };
const modules = ["legacy/a.py", "legacy/b.py", "legacy/c.py", "legacy/d.py", "legacy/e.py"];
const legacy = Object.fromEntries(modules.map((path) => [path, `# ${path}`]));

/** A tree in which one module has so many of the imports that are counted. */
function withImports(letters: string, path = "app/x.py") {
  return {
    ...legacy,
    "app/__init__.py": "",
    [path]: [...letters].map((letter) => `import legacy.${letter}\n`).join(""),
  };
}

async function outcome(base: string, head: string, keys: object = {}, accept = "existing") {
  const settings = { contracts: [{ ...budget, ...keys }], accept };
  const ruling = await rulingOf(withImports(base), withImports(head), settings);
  const findings = ruling.outcome === "failed" ? placesOf(ruling.findings) : [];
  return [...findings, ...ruling.notes.map(({ rule }) => rule)];
}

const one = (line: number) => `over-budget app/x.py:${line}`;

describe("a budget", () => {
  it.each([
    ["is kept", "ab", "ab", {}, ["budget-used"]],
    ["is kept to the full", "abc", "abc", {}, ["budget-used"]],
    ["breaks when one is added, even below the limit", "ab", "abc", {}, [one(3), "budget-used"]],
    ["lets one be added below the limit without the ratchet", "ab", "abc", { ratchet: false }, ["budget-used"]],
    ["breaks above the limit without the ratchet", "abc", "abcd", { ratchet: false }, [one(4), "budget-used"]],
    [
      "breaks above the limit, coming from far below",
      "a",
      "bcde",
      { ratchet: false },
      [one(1), one(2), one(3), one(4), "budget-used"],
    ],
    ["names every new import when the number rises", "ab", "acd", {}, [one(2), one(3), "budget-used"]],
    ["lets one be exchanged for another", "abc", "abd", {}, ["budget-used"]],
    ["lets one be exchanged above the limit too", "abcd", "abce", {}, ["budget-used"]],
    ["accepts what was above the limit before", "abcd", "abcd", {}, ["budget-used"]],
    ["but no more of it", "abcd", "abcde", {}, [one(5), "budget-used"]],
    ["also without the ratchet", "abcd", "abcde", { ratchet: false }, [one(5), "budget-used"]],
    ["can shrink when one goes away", "abc", "ab", {}, ["budget-can-shrink"]],
    ["can shrink to nothing", "ab", "", {}, ["budget-can-shrink"]],
    ["cannot shrink above the limit", "abcde", "abcd", {}, ["budget-used"]],
    ["cannot shrink when it only comes down to the limit", "abcd", "abc", {}, ["budget-used"]],
    ["of nothing", "", "", { "at-most": 0 }, ["budget-used"]],
    ["of nothing that is broken", "", "a", { "at-most": 0 }, [one(1), "budget-used"]],
  ])("%s", async (_title, base, head, keys, expected) => {
    expect(await outcome(base, head, keys)).toEqual(expected);
  });

  it.each([
    ["within the limit passes", "abc", "abc", {}, ["budget-used"]],
    ["that rises within the limit breaks", "ab", "abc", {}, [one(3), "budget-used"]],
    ["that rises within the limit passes without the ratchet", "ab", "abc", { ratchet: false }, ["budget-used"]],
    [
      "above the limit breaks, although none is new",
      "abcd",
      "abcd",
      {},
      ["over-budget undefined:undefined", "budget-used"],
    ],
    [
      "above the limit breaks even when one goes away",
      "abcde",
      "abcd",
      {},
      ["over-budget undefined:undefined", "budget-used"],
    ],
    ["above the limit names what is new", "abcd", "abce", {}, [one(4), "budget-used"]],
  ])("%s, when nothing is accepted", async (_title, base, head, keys, expected) => {
    expect(await outcome(base, head, keys, "nothing")).toEqual(expected);
  });

  it("counts imports of a renamed importer as before", async () => {
    const settings = { contracts: [budget] };
    expect(await findingsOf(withImports("abc"), withImports("abc", "app/moved.py"), settings)).toEqual([]);
  });

  it("counts imports of a renamed module as before", async () => {
    const { "legacy/c.py": text = "", ...rest } = withImports("abc");
    const head = { ...rest, "legacy/z.py": text, "app/x.py": "import legacy.a\nimport legacy.z\nimport legacy.b\n" };
    expect(await findingsOf(withImports("abc"), head, { contracts: [budget] })).toEqual([]);
  });

  it("counts imports of a module that comes in from elsewhere as new", async () => {
    const base = { ...withImports("a"), "other/y.py": "import legacy.b # y" };
    const head = { ...withImports("a"), "app/y.py": "import legacy.b # y" };
    expect(placesOf(await findingsOf(base, head, { contracts: [budget] }))).toEqual(["over-budget app/y.py:1"]);
  });

  it("does not count what is ignored, before and after", async () => {
    const contracts = [{ ...budget, ignore: ["app.x -> legacy.e"] }];
    expect(await findingsOf(withImports("ae"), withImports("ae"), { contracts })).toEqual([]);
    expect((await rulingOf(withImports("ae"), withImports("ae"), { contracts })).notes[0]?.what).toContain(
      "counts 1 import ",
    );
  });
});

describe("what is said of a budget", () => {
  const what = async (base: string, head: string, keys: object = {}, accept = "existing") => {
    const settings = { contracts: [{ ...budget, ...keys }], accept };
    const ruling = await rulingOf(withImports(base), withImports(head), settings);
    return [...(ruling.outcome === "failed" ? ruling.findings : []), ...ruling.notes].map((said) => said.what);
  };

  it.each([
    ["ab", "ab", {}, '"Legacy" counts 2 imports of legacy by app; at most 3 are allowed.'],
    [
      "a",
      "ab",
      { ratchet: false },
      '"Legacy" counts 2 imports of legacy by app, 1 more than before; at most 3 are allowed.',
    ],
    [
      "abcde",
      "abcd",
      {},
      '"Legacy" counts 4 imports of legacy by app, 1 fewer than before, more than the 3 allowed, as it was before.',
    ],
    [
      "abc",
      "a",
      {},
      '"Legacy" counts 1 import of legacy by app, 2 fewer than before, so its budget of 3 can be lowered for good.',
    ],
  ])("%s to %s, %j", async (base, head, keys, expected) => {
    expect(await what(base, head, keys)).toEqual([expected]);
  });

  it.each([
    [
      ["ab", "abc"],
      "existing",
      'app.x imports legacy.c. "Legacy" counts such imports and does not let their number rise: 3 now, 2 before.',
      '"Legacy" counts 3 imports of legacy by app, 1 more than before; at most 3 are allowed.',
    ],
    [
      ["abc", "abcd"],
      "existing",
      'app.x imports legacy.d. "Legacy" counts such imports and allows at most 3 of them: 4 now, 3 before.',
      '"Legacy" counts 4 imports of legacy by app, 1 more than before, more than the 3 allowed.',
    ],
    [
      ["abcd", "abcde"],
      "existing",
      'app.x imports legacy.e. "Legacy" counts such imports and does not let their number rise further above 3: 5 now, 4 before.',
      '"Legacy" counts 5 imports of legacy by app, 1 more than before, more than the 3 allowed.',
    ],
    [
      ["abcd", "abcde"],
      "nothing",
      'app.x imports legacy.e. "Legacy" counts such imports and allows at most 3 of them: 5 now, 4 before.',
      '"Legacy" counts 5 imports of legacy by app, 1 more than before, more than the 3 allowed.',
    ],
    [
      ["abcd", "abcd"],
      "nothing",
      'There are 4 imports of legacy by app. "Legacy" counts them and allows at most 3 of them: 4 now, 4 before.',
      '"Legacy" counts 4 imports of legacy by app, more than the 3 allowed, as it was before.',
    ],
  ])("%j when %s is accepted, and the number in a note", async ([base = "", head = ""], accept, finding, note) => {
    expect(await what(base, head, {}, accept)).toEqual([finding, note]);
  });

  it("is true where the number rises though no import is new", async () => {
    const base = { ...withImports("a", "app/p.py"), "app/x.py": "" };
    const { "app/p.py": text = "", ...others }: Readonly<Record<string, string>> = base;
    const head = { ...others, "app/p/__init__.py": "import legacy.a", "app/p/q.py": text };
    const ruling = await rulingOf(base, head, { contracts: [budget] });
    const [finding] = ruling.outcome === "failed" ? ruling.findings : [];
    expect(finding?.what).toBe(
      'There are 2 imports of legacy by app. "Legacy" counts them and does not let their number rise: 2 now, 1 before.',
    );
  });

  it("lists all when none is new", async () => {
    const settings = { contracts: [budget], accept: "nothing" };
    const [finding] = await findingsOf(withImports("abcd"), withImports("abcd"), settings);
    expect(finding?.what).toBe(
      'There are 4 imports of legacy by app. "Legacy" counts them and allows at most 3 of them: 4 now, 4 before.',
    );
    expect(finding?.trace?.[3]).toBe("app.x -> legacy.d (app/x.py:4)");
  });

  it("says what to write into the configuration", async () => {
    const ruling = await rulingOf(withImports("abc"), withImports("a"), { contracts: [budget] });
    expect(ruling.notes[0]?.fix).toBe("Write `at-most: 1` in the contract.");
  });
});
