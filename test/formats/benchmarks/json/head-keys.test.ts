import { describe, expect, it } from "@jest/globals";
import { headKeys } from "../../../../src/formats/benchmarks/json/head-keys.ts";

describe("keys near the root", () => {
  it.each([
    ['{"a": 1, "b": {"c": [{"d": {"e": 2}}]}}', ["a", "b", "b/c"]],
    ['[{"a": {"b": {"c": 1}}}, {"d": "e"}]', ["*/a", "*/a/b", "*/d"]],
    ['{"a": "b", "c": ["d", "e"]}', ["a", "c"]],
    ['{"a" : "{\\"x\\": 1}", "b": 1', ["a", "b"]],
    ['{"a": 1}{"b": 2}', ["a"]],
    ['{"a": "cut off, "b', ["a"]],
    ['{"a": "cut off \\', ["a"]],
    [`{"a": "${"long".repeat(5_000)}", "b": 1}`, ["a", "b"]],
    ["[1, 2]", []],
    ["", []],
  ])("of %s", (text, keys) => {
    expect([...headKeys(text)]).toEqual(keys);
  });

  it("are found in little time, whatever is cut off", () => {
    const started = process.cpuUsage();
    expect(headKeys(`{"${'\\"'.repeat(32_000)}`).size).toBe(0);
    expect(headKeys(`{${'"'.repeat(65_000)}`).size).toBe(0);
    expect(headKeys("[{".repeat(32_000)).size).toBe(0);
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(2_000);
  });
});
