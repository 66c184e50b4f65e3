import { describe, expect, it } from "@jest/globals";
import { damageOf } from "../../../src/formats/reports/damage.ts";

describe("the damage of a report", () => {
  const problem = (what: string, damaged: boolean) => ({
    ...{ rule: "a", damaged, times: 1, at: { line: 1 }, what, fix: `mend ${what}` },
  });

  it("is the first problem that may have lost something", () => {
    const problems = [problem("odd", false), problem("cut", true), problem("mixed", true)];
    expect(damageOf(problems)).toEqual({ what: "cut", fix: "mend cut" });
  });

  it("is told in plain words where no problem says it", () => {
    expect(damageOf([problem("odd", false)])).toEqual({
      what: "The report is damaged.",
      fix: "Write it again, and upload it whole.",
    });
  });
});
