import { describe, expect, it } from "@jest/globals";
import { requestsOf, requiredEntries } from "../../src/core/report-entries.ts";
import { CoverageSettings } from "../../src/gates/coverage/model.ts";

const unit = { flag: "unit", artifact: "cov", path: "lcov.info" };

const settingsOf = (...reports: readonly object[]) => CoverageSettings.parse({ reports }).reports;
const entriesOf = (...reports: readonly object[]) => requestsOf(settingsOf(...reports)).map(({ entry }) => entry);

describe("an entry of `reports`", () => {
  it("is called by its flag where no other has it", () => {
    expect(entriesOf(unit, { ...unit, flag: "e2e" }, { artifact: "other", path: "a.xml" })).toEqual([
      "unit",
      "e2e",
      "other",
    ]);
  });

  it("is called by what it asks for as well where others have the flag", () => {
    const workflow = ".github/workflows/e2e.yml";
    const reports = [
      unit,
      { ...unit, artifact: "e2e-*" },
      { ...unit, workflow },
      { flag: "unit" },
      { flag: "unit", path: "*.info" },
    ];
    expect(entriesOf(...reports, { ...unit, flag: "other" })).toEqual([
      "unit (lcov.info in cov)",
      "unit (lcov.info in e2e-*)",
      "unit (lcov.info in cov of .github/workflows/e2e.yml)",
      "unit (sent by jobs)",
      "unit (*.info)",
      "other",
    ]);
  });

  it("is required unless it is optional, or its flag is carried over", () => {
    const settings = settingsOf(unit, { ...unit, path: "b" }, { ...unit, path: "c", optional: true }, { flag: "e2e" });
    expect(requiredEntries(settings)).toEqual(["unit (lcov.info in cov)", "unit (b in cov)", "e2e"]);
    expect(requiredEntries(settings, ["unit"])).toEqual(["e2e"]);
  });

  it("counts once where it is written twice", () => {
    expect(requiredEntries(settingsOf(unit, unit))).toEqual(["unit (lcov.info in cov)"]);
  });
});
