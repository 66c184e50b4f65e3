import { defineGate } from "../../core/gate.ts";
import { requestsOf } from "../../core/report-entries.ts";
import { coverageReports } from "../../formats/coverage/stored-report.ts";
import { coverageFigures } from "./figures.ts";
import { gatherChecked } from "./gather-checked.ts";
import { judgeCoverage } from "./judge.ts";
import { CoverageSettings } from "./model.ts";
import { coverageRules } from "./rules.ts";

export const coverage = defineGate({
  id: "coverage",
  title: "Coverage",
  question: "Does every module, and what the change brings, reach its threshold?",
  settings: CoverageSettings,
  rules: coverageRules,
  evidence: ({ reports }) => [{ reader: coverageReports, requests: requestsOf(reports) }],
  gather: gatherChecked,
  judge: judgeCoverage,
  figures: coverageFigures,
});
