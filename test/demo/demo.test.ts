import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Demo, runDemo } from "../../src/demo/run-demo.ts";
import { scriptedPullRequests } from "../../src/demo/scenario/pull-requests.ts";
import { gates } from "../../src/gates/index.ts";

describe("the demo", () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await runDemo({ gates, progress: () => undefined });
  }, 300_000);
  afterAll(() => demo.stop());

  it("publishes every verdict as its script expects, and breaks no part of GitHub's contract", () => {
    expect(demo.mismatches).toEqual([]);
    expect(demo.outcomes.map(({ title }) => title)).toEqual(scriptedPullRequests().map(({ title }) => title));
  });

  it("lets every gate but the configuration object somewhere", () => {
    const runs = demo.outcomes.flatMap((outcome) => outcome.runs);
    const blocking = new Set(runs.filter(({ conclusion }) => conclusion === "failure").map(({ name }) => name));
    const expected = gates.map(({ id }) => `lanekeeper / ${id}`).filter((name) => !name.endsWith("/ configuration"));
    expect(expected.filter((name) => !blocking.has(name))).toEqual([]);
  });
});
