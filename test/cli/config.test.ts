import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { ConfigCheckOutput } from "../../src/cli/check-configuration.ts";
import { run } from "./test-terminal.ts";

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "lanekeeper-config-"));
  mkdirSync(join(cwd, ".github/deep"), { recursive: true });
  writeFileSync(join(cwd, ".github/lanekeeper.yml"), "version: 1\nmode: advise\ngates:\n  batch-size:\n");
  writeFileSync(join(cwd, "bad.yml"), "version: 1\ngates:\n  batch-size:\n    max-fils: 3\n    max-lines: x\n");
});
afterAll(() => rmSync(cwd, { recursive: true }));

describe("lanekeeper config check", () => {
  it("finds the configuration of this folder or above", async () => {
    for (const place of [cwd, join(cwd, ".github/deep")]) {
      const { code, out } = await run(["config", "check"], { cwd: place });
      expect(code).toBe(0);
      expect(out).toMatch(/^✓ .*lanekeeper\.yml is valid: batch-size \(advise\)\n$/);
    }
  });

  it("says every problem with its place, and ends with 2", async () => {
    const { code, out } = await run(["config", "check", "bad.yml"], { cwd });
    expect(code).toBe(2);
    expect(out).toContain("Line 4, column 5: `gates.batch-size` has the unknown key `max-fils`.");
    expect(out).toContain("Did you mean `max-files`?");
    expect(out).toContain("Line 5, column 5: ");
    expect(out).toMatch(/bad\.yml: 2 problems\. Nothing of it would be applied\.\n$/);
  });

  it("prints what its schema promises", async () => {
    const good = await run(["config", "check", "--format", "json"], { cwd });
    expect(ConfigCheckOutput.parse(JSON.parse(good.out))).toMatchObject({ valid: true, findings: [] });
    const bad = await run(["config", "check", "bad.yml", "--format", "json"], { cwd });
    expect(ConfigCheckOutput.parse(JSON.parse(bad.out))).toMatchObject({
      file: "bad.yml",
      valid: false,
      gates: [],
      findings: [{ rule: "unknown-key", at: { path: "bad.yml", firstLine: 4 } }, { rule: "invalid-value" }],
    });
  });

  it("ends with 2 when there is no file", async () => {
    expect(await run(["config", "check", "none.yml"], { cwd })).toMatchObject({ code: 2, out: "" });
    expect(await run(["config", "check"], { cwd: tmpdir() })).toMatchObject({
      code: 2,
      err: expect.stringContaining("There is no .github/lanekeeper.yml"),
    });
  });
});

describe("lanekeeper config schema", () => {
  it("prints the JSON Schema with every gate", async () => {
    const { code, out } = await run(["config", "schema"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ properties: { gates: { properties: { "batch-size": {} } } } });
  });
});
