import { describe, expect, it } from "@jest/globals";
import { touchedByLeases } from "../../../src/app/leases/touched-by-leases.ts";

const changes: Readonly<Record<string, readonly string[]>> = {
  "main 1 a": ["core/clock.py", "README.md"],
  "main 2 a": ["docs/a.md"],
  "main 3 a": ["core/old.py", "lib/new.py"],
  "next 4 a": ["core/clock.py"],
};

const books = {
  changedPaths: ({ baseRef }: { readonly baseRef: string }, number: number, headSha: string) => {
    const known = changes[`${baseRef} ${number} ${headSha}`];
    return known && new Set(known);
  },
};

const open = [1, 2, 3, 4].map((number) => ({
  installationId: 1,
  repositoryId: 1,
  number,
  headSha: "a",
  baseRef: number === 4 ? "next" : "main",
  open: true,
}));

function touched(paths: readonly string[], more: readonly (typeof open)[number][] = []): readonly number[] {
  return touchedByLeases(books, [...open, ...more], [{ baseRef: "main", paths }]).map(({ number }) => number);
}

describe("pull requests that leases touch", () => {
  it.each([
    ["a file", ["core/clock.py"], [1]],
    ["a folder, by an old name too", ["/core/"], [1, 3]],
    ["several patterns", ["docs/**", "lib/*"], [2, 3]],
    ["nothing of theirs", ["/other/"], []],
  ] as const)("change what is leased: %s", (_what, paths, numbers) => {
    expect(touched(paths)).toEqual(numbers);
  });

  it("count as touched where nobody knows what they change at this head, or against this branch", () => {
    const [first] = open;
    if (first === undefined) throw new Error("There is a first.");
    expect(touched(["/other/"], [{ ...first, number: 9 }])).toEqual([9]);
    expect(touched(["/other/"], [{ ...first, headSha: "b" }])).toEqual([1]);
  });

  it("are those against the branch of the lease alone", () => {
    expect(touchedByLeases(books, open, [{ baseRef: "next", paths: ["**"] }]).map(({ number }) => number)).toEqual([4]);
    expect(touchedByLeases(books, open, [])).toEqual([]);
  });

  it("count as touched where patterns take too long", () => {
    const long = Array.from({ length: 400 }, (_, at) => `**/a*${"b*".repeat(100)}${at}`);
    const paths = Array.from({ length: 100 }, (_, at) => `${"a/".repeat(500)}${"ab".repeat(100)}${at}`);
    const slow = { changedPaths: () => new Set(paths) };
    expect(touchedByLeases(slow, open.slice(0, 1), [{ baseRef: "main", paths: long }])).toHaveLength(1);
  });
});
