import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { Fault } from "../../src/core/fault.ts";
import { defineGate, type GateDefinition } from "../../src/core/gate.ts";
import { knownOwners } from "../../src/engine/known-owners.ts";
import { memoryRepository } from "../../src/memory/repository.ts";
import { configured, forbiddenWords } from "./sample-gates.ts";

const sources = { repository: memoryRepository({ base: {}, head: {} }), now: 1_000 };
const Settings = z.strictObject({ owner: z.string().default("humans") });

/** A gate that knows whose files are. */
function mapGate(owners: NonNullable<GateDefinition<typeof Settings, undefined>["owners"]>, id = "map") {
  return defineGate<typeof Settings, undefined>({
    id,
    title: id,
    question: "?",
    settings: Settings,
    rules: {},
    gather: async () => ({ kind: "not-applicable", because: "It only knows owners." }),
    judge: () => ({ outcome: "passed", summary: "", examined: { count: 1, of: "maps" }, notes: [] }),
    owners,
  });
}

const oneOwner = mapGate(async ({ owner }, { now }, paths) => ({
  kind: "owners",
  of: new Map(paths.map((path) => [path, { owners: [owner], pack: String(now) }])),
}));

function breaking(error: unknown) {
  return mapGate(async () => {
    throw error;
  });
}

describe("knownOwners", () => {
  it("asks the first gate that knows, with its settings and the moment", async () => {
    const gates = [
      configured(forbiddenWords),
      configured(oneOwner, "advise", { owner: "codex" }),
      configured(oneOwner),
    ];
    const { owners } = knownOwners(gates, sources, { onFault: "throw" });
    expect(await owners?.(["a"])).toEqual({
      kind: "owners",
      of: new Map([["a", { owners: ["codex"], pack: "1000" }]]),
    });
  });

  it("knows nothing where no configured gate does", () => {
    expect(knownOwners([configured(forbiddenWords)], sources, { onFault: "throw" })).toEqual({});
  });

  it.each([
    ["our mistake", new TypeError("secret"), "throw"],
    ["a fault that stays", new Fault("LIST_CUT_SHORT", "secret", { retry: false }), "throw"],
    ["a fault at the desk", new Fault("GIT_TIMED_OUT", "secret", { retry: true }), "unproven"],
  ] as const)("does not break down with that gate: %s", async (_what, error, onFault) => {
    const errors: unknown[] = [];
    const onError = (gateId: string, thrown: unknown) => errors.push([gateId, thrown]);
    const { owners } = knownOwners([configured(breaking(error))], sources, { onFault, onError });
    const because = "The gate map broke down when it was asked whose files are.";
    expect(await owners?.(["a"])).toEqual({ kind: "unavailable", because });
    expect(errors).toEqual([["map", error]]);
  });

  it("leaves what a retry may heal to whoever can retry", async () => {
    const fault = new Fault("GIT_TIMED_OUT", "git took too long.", { retry: true });
    const { owners } = knownOwners([configured(breaking(fault))], sources, { onFault: "throw" });
    await expect(owners?.(["a"])).rejects.toBe(fault);
  });
});
