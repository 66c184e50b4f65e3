import { describe, expect, it } from "@jest/globals";
import { whyOverrideEnds } from "../../src/app/why-override-ends.ts";
import { Fault } from "../../src/core/fault.ts";
import type { KnownHead } from "../../src/core/overlap-store.ts";
import type { Override } from "../../src/core/override.ts";

const override: Override = {
  id: 1,
  number: 7,
  gate: "ownership",
  finding: "o-7-8-5f2c9a",
  rule: "overlap-waits",
  paths: ["a.py", "b.py"],
  other: { number: 8, head: "theirs" },
  what: "It waits.",
  headSha: "mine",
  by: { id: 1, login: "ada" },
  reason: "Both.",
  at: 1,
};

type Files = Readonly<Record<string, string>>;

/** Files by commit, and the head of the other pull request. */
function present(commits: Readonly<Record<string, Files>>, theirs = "theirs") {
  const known = { installationId: 5, repositoryId: 6, number: 8, baseRef: "main", draft: false };
  const row: Omit<KnownHead, "headSha"> = { ...known, readySince: 1, touchedAt: 1, acting: undefined };
  return {
    git: {
      async resolve(revision: string) {
        if (Object.hasOwn(commits, revision)) return revision;
        throw new Fault("UNKNOWN_REVISION", "There is no such commit.", { retry: false });
      },
      async fileAt(commit: string, path: string) {
        const text = commits[commit]?.[path];
        return text === undefined
          ? ({ kind: "missing" } as const)
          : ({ kind: "bytes", bytes: Buffer.from(text) } as const);
      },
    },
    overlaps: { head: async () => ({ ...row, headSha: theirs }) },
  };
}

const same = { "a.py": "1", "b.py": "1" };
const head = (headSha: string) => ({ repositoryId: 6, headSha });

describe("an override", () => {
  it.each<[string, Files, string | undefined]>([
    ["goes on while all its files are the same", { ...same, "c.py": "2" }, undefined],
    ["ends with a change of the first", { ...same, "a.py": "2" }, "A push changed a.py."],
    ["ends with a change of any other", { ...same, "b.py": "2" }, "A push changed b.py."],
    ["ends when a file is gone", { "a.py": "1" }, "A push changed b.py."],
  ])("%s", async (_, after, why) => {
    expect(await whyOverrideEnds(present({ mine: same, next: after }), override, head("next"))).toBe(why);
  });

  it("ends when the other pull request has another head, also where nothing changed here", async () => {
    const pushed = present({ mine: same }, "later");
    expect(await whyOverrideEnds(pushed, override, head("mine"))).toBe("There was a push to #8.");
    expect(await whyOverrideEnds(pushed, { ...override, other: undefined }, head("mine"))).toBeUndefined();
  });

  it("goes on while the other one is closed", async () => {
    expect(
      await whyOverrideEnds({ ...present({}), overlaps: { head: async () => undefined } }, override, head("mine")),
    ).toBe(undefined);
  });

  it("ends with every push where it has no file, or where what was looked at is forgotten", async () => {
    const whole = { ...override, paths: [] };
    expect(await whyOverrideEnds(present({ mine: same, next: same }), whole, head("next"))).toBe("There was a push.");
    expect(await whyOverrideEnds(present({ next: same }), override, head("next"))).toBe("A push changed a.py.");
  });
});
