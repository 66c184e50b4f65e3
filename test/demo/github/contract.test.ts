import { describe, expect, it } from "@jest/globals";
import { type Contract, loadContract } from "../../../src/demo/github/contract/contract.ts";
import { openPull, openWorld } from "./world.ts";

function operation(contract: Contract, method: string, path: string) {
  const match = contract.match(method, path);
  if (match === undefined) throw new Error(`The contract does not know ${method} ${path}.`);
  return match.operation;
}

describe("the contract", () => {
  const contract = loadContract();
  const create = operation(contract, "POST", "/repos/acme/platform/check-runs");
  const annotation = { path: "a", start_line: 1, end_line: 1, annotation_level: "notice", message: "m" };
  const body = (output: object) => ({ name: "n", head_sha: "s", output: { title: "t", summary: "s", ...output } });

  it("takes 50 annotations and 65,535 characters, and no more", () => {
    const annotations = (count: number) => body({ annotations: Array.from({ length: count }, () => annotation) });
    expect(contract.checkBody(create, annotations(50))).toEqual([]);
    expect(contract.checkBody(create, annotations(51))).not.toEqual([]);
    expect(contract.checkBody(create, body({ summary: "x".repeat(65_535) }))).toEqual([]);
    expect(contract.checkBody(create, body({ summary: "x".repeat(65_536) }))).not.toEqual([]);
    expect(contract.checkBody(create, body({ text: "x".repeat(70_000) }))).not.toEqual([]);
  });

  it("rejects wrong answers of the stand-in", async () => {
    await using world = await openWorld();
    const { sha } = await openPull(world);
    const made = await world.call("POST", "/repos/acme/platform/check-runs", {
      token: await world.token(),
      body: { name: "n", head_sha: sha },
    });
    expect(contract.checkAnswer(create, 201, made.body)).toEqual([]);
    const { id: _id, ...withoutId } = made.body;
    expect(contract.checkAnswer(create, 201, withoutId)).not.toEqual([]);
    expect(contract.checkAnswer(create, 201, { ...made.body, conclusion: "splendid" })).not.toEqual([]);
    expect(contract.checkAnswer(create, 201, { ...made.body, started_at: "yesterday" })).not.toEqual([]);
    expect(contract.checkAnswer(create, 200, made.body)).not.toEqual([]);
    expect(contract.checkAnswer(create, 201, undefined)).not.toEqual([]);
  });

  it("rejects wrong webhooks", async () => {
    await using world = await openWorld();
    await openPull(world);
    await world.github.settle();
    const sent = world.github.deliveries.log.find(({ webhook }) => webhook.name === "pull-request-opened");
    const payload = sent?.webhook.payload ?? {};
    expect(contract.checkWebhook("pull-request-opened", payload)).toEqual([]);
    expect(contract.checkWebhook("pull-request-opened", { ...payload, number: "one" })).not.toEqual([]);
    expect(contract.checkWebhook("pull-request-closed", payload)).not.toEqual([]);
  });

  it("checks parameters and matches only paths that are described", () => {
    const match = contract.match("GET", "/app/installations/12");
    if (match === undefined) throw new Error("The path is described.");
    expect(contract.checkParameters(match, new URLSearchParams())).toEqual([]);
    const wrong = contract.match("GET", "/app/installations/twelve");
    if (wrong === undefined) throw new Error("The path is described.");
    expect(contract.checkParameters(wrong, new URLSearchParams())).not.toEqual([]);
    expect(contract.match("DELETE", "/app/installations/12")).toBeUndefined();
    expect(contract.match("GET", "/app/installations/12/more")).toBeUndefined();
    expect(contract.match("GET", "/repos/acme/platform/commits/a%2Fb/check-runs")?.parameters["ref"]).toBe("a/b");
    expect(contract.match("GET", "/repos/acme/%ZZ")).toBeUndefined();
  });

  it("records requests that break it", async () => {
    await using world = await openWorld();
    await world.call("POST", "/repos/acme/platform/check-runs", { token: await world.token(), body: { name: 7 } });
    expect(world.github.violations.map(({ side, name }) => [side, name])).toEqual([["request", "checks/create"]]);
  });
});
