import { describe, expect, it } from "@jest/globals";
import { rulingOf } from "./support.ts";

const files = { "a/x.py": "", "b/y.py": "" };
const wrong = { name: "C", type: "forbidden", from: ["gone"], to: ["b"] };

describe("contracts that guard nothing", () => {
  it.each([
    [{ type: "layers", layers: ["(high)", "a"] }, "fewer than two of its layers exist"],
    [{ type: "lanes", lanes: ["(labs)", "a"] }, "fewer than two of its lanes exist"],
    [{ type: "acyclic-siblings", ancestors: ["a.x"] }, "none of its ancestors has two children"],
  ])("are noted: %j", async (rule, why) => {
    const ruling = await rulingOf(files, files, { contracts: [{ name: "C", ...rule }] });
    expect(ruling.notes.map(({ what }) => what)).toEqual([`"C" can forbid nothing now: ${why}.`]);
  });

  it("are no hindrance to the change that edits the configuration, and block every other", async () => {
    expect((await rulingOf(files, files, { contracts: [wrong] })).outcome).toBe("failed");
    const head = { ...files, ".github/lanekeeper.yml": "version: 1\n" };
    const ruling = await rulingOf(files, head, { contracts: [wrong] });
    expect([ruling.outcome, ruling.notes.map(({ rule }) => rule)]).toEqual(["passed", ["unknown-module"]]);
  });

  it("do not block the change that renames what they name", async () => {
    const contracts = [{ name: "C", type: "forbidden", from: ["a"], to: ["b"] }];
    const ruling = await rulingOf(files, { "aa/x.py": "", "b/y.py": "" }, { contracts });
    expect([ruling.outcome, ruling.notes.map(({ rule }) => rule)]).toEqual(["passed", ["unknown-module"]]);
  });
});
