import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { Topic } from "../../src/cli/explain/topics.ts";
import { gates } from "../../src/gates/index.ts";
import { run } from "./test-terminal.ts";

describe("lanekeeper explain", () => {
  it("lists every gate with its question", async () => {
    const { out } = await run(["explain"]);
    for (const gate of gates) expect(out).toContain(gate.question);
    expect(out.trim().split("\n")).toHaveLength(gates.length);
  });

  it("explains a gate with its settings and rules", async () => {
    const { code, out } = await run(["explain", "batch-size"]);
    expect(code).toBe(0);
    expect(out).toContain("max-files (whole number from 1, default 20): How many files");
    expect(out).toContain("batch-size/too-many-lines");
  });

  it.each([
    ["too-many-lines", "Split the change into steps"],
    ["batch-size/too-many-lines", "Split the change into steps"],
    ["configuration/unknown-key", "Correct the spelling"],
    ["NO_MERGE_BASE", "git fetch --unshallow"],
  ])("explains %s", async (name, expected) => {
    expect((await run(["explain", name])).out).toContain(expected);
  });

  it("prints what its schema promises", async () => {
    for (const name of ["batch-size", "unknown-key", "GIT_FAILED"]) {
      const { out } = await run(["explain", name, "--format", "json"]);
      expect(z.array(Topic).min(1).parse(JSON.parse(out))[0]?.name).toBe(name);
    }
  });

  it("ends with 2 for a name that nothing has, and offers the nearest", async () => {
    expect(await run(["explain", "too-many-line"])).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringContaining('Did you mean "too-many-lines"?'),
    });
  });
});
