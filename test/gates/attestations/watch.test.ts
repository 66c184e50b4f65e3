import { describe, expect, it } from "@jest/globals";
import { watchKeys } from "../../../src/gates/attestations/watch.ts";
import { freshKey, registryText, type WrittenKey } from "../../formats/attestations/registry-text.ts";
import { day, defaults } from "./keys/registered-key.ts";

const iso = (count: number) => new Date(day(count)).toISOString();
const on = (count: number) => iso(count).slice(0, 10);

function written(id: string, from: number, more: readonly string[] = []): WrittenKey {
  return { id, key: freshKey(), from: iso(from), until: iso(from + 90), more };
}

/** What is seen on a day, with these files. */
async function watch(
  count: number,
  files: Readonly<Record<string, string>>,
  wanted: readonly string[] = [],
  settings = defaults,
) {
  const file = async (path: string) => {
    const text = files[path];
    return text === undefined ? ({ kind: "missing" } as const) : ({ kind: "bytes", bytes: Buffer.from(text) } as const);
  };
  return watchKeys(settings, wanted, { file, today: on(count), branch: "main" });
}

async function titles(count: number, keys: readonly WrittenKey[], wanted: readonly string[] = []) {
  const watched = await watch(count, { [defaults.registry]: registryText(...keys) }, wanted);
  return watched.kind === "notices" ? watched.notices.map(({ title }) => title) : watched.because;
}

describe("watchKeys", () => {
  it("asks for a new key on the eightieth day, not the day before, and says when it is too late", async () => {
    const keys = [written("a", 0)];
    expect(await titles(79, keys)).toEqual([]);
    expect(await titles(80, keys)).toEqual(["Rotate the key a before 2026-12-30T00:00Z"]);
    expect(await titles(90, keys)).toEqual(["No key for release: a signs no more"]);
  });

  it("is one notice a key, the same until there is something new to say", async () => {
    const file = { [defaults.registry]: registryText(written("a", 0)) };
    const [one, other] = [await watch(81, file), await watch(88, file)];
    expect(one).toEqual(other);
    expect(one).toMatchObject({
      notices: [
        {
          key: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
          fix: expect.stringContaining("lanekeeper keys rotate release"),
        },
      ],
    });
  });

  it("is over when a successor signs, not when it is only registered", async () => {
    const [old, next] = [written("a", 0), written("b", 85)];
    expect(await titles(84, [old, next])).toHaveLength(1);
    expect(await titles(85, [old, next])).toEqual([]);
    expect(await titles(120, [old, next])).toEqual([]);
    expect(await titles(165, [old, next])).toEqual([expect.stringContaining("Rotate the key b")]);
  });

  it("does not take a key of another purpose, or a revoked one, for a successor", async () => {
    const old = written("a", 0);
    expect(await titles(85, [old, { ...written("b", 80), purpose: "sbom" }])).toHaveLength(1);
    for (const reason of ["superseded", "compromise"]) {
      const revoked = written("b", 80, [`revoked: { at: ${iso(82)}, reason: ${reason} }`]);
      expect(await titles(85, [old, revoked])).toEqual([expect.stringContaining("Rotate the key a")]);
    }
  });

  it("is silent about a key that was superseded on purpose, and not about one that was compromised", async () => {
    const revoked = (reason: string) => [written("a", 0, [`revoked: { at: ${iso(20)}, reason: ${reason} }`])];
    expect(await titles(30, revoked("superseded"))).toEqual([]);
    expect(await titles(30, revoked("compromise"))).toEqual(["No key for release: a signs no more"]);
  });

  it.each([
    [
      "was superseded",
      [written("a", 0, [`revoked: { at: ${iso(20)}, reason: superseded }`])],
      /a was superseded on 20/,
    ],
    ["has not begun", [written("a", 40)], /a signs from 20.* on\.$/],
    [
      "was superseded before the next begins",
      [written("a", 0, [`revoked: { at: ${iso(20)}, reason: superseded }`]), written("b", 40)],
      /a was superseded on .*; b signs from/,
    ],
  ])("says that nobody can sign for a purpose of the policy whose key %s", async (_name, keys, what) => {
    expect(await titles(30, keys, ["release"])).toEqual(["No key for release signs"]);
    const watched = await watch(30, { [defaults.registry]: registryText(...keys) }, ["release"]);
    expect(watched).toMatchObject({ notices: [{ key: "purpose/release", what: expect.stringMatching(what) }] });
    expect(await titles(30, keys)).toEqual([]);
    expect(await titles(30, [...keys, written("c", 25)], ["release"])).toEqual([]);
  });

  it("tells once of a purpose of the policy whose last key is too old", async () => {
    expect(await titles(90, [written("a", 0)], ["release"])).toEqual(["No key for release: a signs no more"]);
  });

  it("says that a purpose of the policy has no key, also when there is no registry", async () => {
    expect(await titles(1, [written("a", 0)], ["release", "sbom"])).toEqual(["There is no key for sbom"]);
    expect(await watch(1, {}, ["release"])).toMatchObject({ notices: [{ title: "There is no key for release" }] });
    expect(await watch(1, {})).toEqual({ kind: "notices", notices: [] });
  });

  it("cannot tell anything by a registry that is broken, and names the place", async () => {
    const file = { [defaults.registry]: "keys:\n  - id: a\n" };
    expect(await watch(85, file)).toEqual({
      kind: "unknown",
      because: expect.stringMatching(/attestation-keys\.yml cannot be read: line 2, column 5: /),
    });
  });

  it("tells of a registry that was changed without an entry", async () => {
    const settings = { ...defaults, "audit-log": "keys.jsonl" };
    const watched = await watch(1, { [defaults.registry]: registryText(written("a", 0)) }, [], settings);
    expect(watched).toMatchObject({
      notices: [{ key: "audit-log", tables: [{ rows: [["registry", "2", "The key a was added without an entry."]] }] }],
    });
  });
});
