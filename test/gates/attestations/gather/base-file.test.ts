import { describe, expect, it } from "@jest/globals";
import { fileReader } from "../../../../src/gates/attestations/gather/base-file.ts";
import { registeredKeys } from "../../../../src/gates/attestations/gather/registered-keys.ts";
import { readTrust } from "../../../../src/gates/attestations/gather/trust.ts";
import { readKeys } from "../../../../src/gates/attestations/keys/read-keys.ts";
import { AttestationSettings } from "../../../../src/gates/attestations/model.ts";
import { memoryRepository } from "../../../../src/memory/repository.ts";
import { freshKey, registryText } from "../../../formats/attestations/registry-text.ts";

const iso = "2026-10-01T00:00:00Z";
const registry = registryText({ id: "a", key: freshKey(), from: iso, until: "2026-12-30T00:00:00Z" });
const base = { "a.yml": registry, "b.json": "{}", "c.jsonl": "" };

/** Reads the base, of which so many files are listed. */
const reader = (maxItems: number) => fileReader(memoryRepository({ base, head: {}, maxItems }), "base");
const settings = AttestationSettings.parse({
  modules: [{ name: "a", subjects: ["a"], signer: { keys: ["release"] } }],
  trust: { root: "b.json" },
  keys: { registry: "a.yml", "audit-log": "c.jsonl" },
});

describe("a file of a tree whose list was cut short", () => {
  it("is not called missing, unless the list is whole", async () => {
    expect(await reader(1)("b.json")).toEqual({ kind: "unlisted" });
    expect(await reader(1)("a.yml")).toMatchObject({ kind: "bytes" });
    expect(await reader(3)("d")).toEqual({ kind: "missing" });
  });

  it("is said not to be known, whatever it would be for", async () => {
    expect(await readTrust(settings, reader(1))).toMatchObject({
      because: expect.stringMatching(/b\.json .*cut short/),
    });
    expect(await readTrust(settings, reader(3))).toMatchObject({ kind: "trust" });
    expect(await registeredKeys(settings, reader(0))).toMatchObject({
      because: expect.stringMatching(/a\.yml was not found: .*cut short/),
    });
    expect(await readKeys(settings.keys, reader(1))).toMatchObject({
      kind: "unrecorded",
      flaws: [{ in: "audit-log", what: expect.stringMatching(/cut short/) }],
    });
  });
});
