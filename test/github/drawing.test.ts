import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { checkOutput } from "../../src/cli/render/json.ts";
import { type GateReport, Report } from "../../src/core/report.ts";
import { maxDrawingLength } from "../../src/core/verdict.ts";
import { renderMarkdown } from "../../src/demo/github/pages/markdown.ts";
import { checksOf } from "../../src/github/check-content.ts";
import { textLimit, withinLimits } from "../../src/github/check-limits.ts";
import { reportPage } from "../../src/web/report-page.ts";
import { rulingOf } from "../gates/lane-guard/support.ts";
import { failedGate, storedReportOf } from "../support/reports.ts";

const golden = readFileSync(new URL("fixtures/broken-chains.md", import.meta.url), "utf8");

/** What lane-guard says of a pull request that lets a lane reach candidates in two ways. */
async function brokenChains(): Promise<GateReport> {
  const base = {
    "lukhas/__init__.py": "",
    "lukhas/api.py": "import core.util",
    "core/util.py": "",
    "candidate/x.py": "",
  };
  const head = { ...base, "core/util.py": "import candidate.x", "lukhas/jobs.py": "\nimport candidate.x" };
  const lanes = { name: "Lanes", type: "forbidden", from: ["lukhas"], to: ["candidate"] };
  return { ...failedGate, verdict: await rulingOf(base, head, { contracts: [lanes] }) };
}

function withDrawing(drawing: string, findings = 1): GateReport {
  const { verdict } = failedGate;
  if (verdict.outcome !== "failed") throw new Error("The gate of the test has to fail.");
  const [first] = verdict.findings;
  const others = Array.from({ length: findings - 1 }, () => ({ ...first, what: "x".repeat(1_000) }));
  return { ...failedGate, verdict: { ...verdict, drawing, findings: [first, ...others] } };
}

function summaryOf(...gates: readonly GateReport[]): string {
  const [check] = checksOf([storedReportOf(2, gates)], () => undefined);
  if (check === undefined) throw new Error("There has to be a check.");
  return withinLimits(check).summary;
}

describe("the drawing of broken chains in a check run", () => {
  it("looks like this", async () => {
    expect(summaryOf(await brokenChains())).toBe(golden.trimEnd());
  });

  it("cannot end its fence, whatever it holds", () => {
    const summary = summaryOf(withDrawing('flowchart LR\n  n0["```\n\n# Approved"]\n````\n\u202e'));
    const fence = "`````";
    expect(summary.split(`\n${fence}`)).toHaveLength(3);
    expect(summary).toContain(
      `${fence}mermaid\nflowchart LR\n  n0["\`\`\`\n\n# Approved"]\n\`\`\`\`\n\\u{202e}\n${fence}\n`,
    );
  });

  it("is left out first where the summary is too long for GitHub", () => {
    const drawing = `flowchart LR\n${"x".repeat(maxDrawingLength - 100)}`;
    // With it the text is too long, without it the findings fit.
    const crowded = summaryOf(withDrawing(drawing, 45));
    expect(crowded).not.toContain("mermaid");
    expect(crowded).not.toContain("cut short");
    expect(summaryOf(withDrawing(drawing, 30))).toContain("```mermaid\n");
    const tooLong = summaryOf(withDrawing(drawing, 90));
    expect(tooLong).not.toContain("mermaid");
    expect(tooLong).toContain("cut short");
    for (const summary of [crowded, tooLong]) expect(summary.length).toBeLessThanOrEqual(textLimit);
  });

  it("is no part of what is sent beside the summary", () => {
    const [check] = checksOf([storedReportOf(2, [withDrawing("flowchart LR")])], () => undefined);
    expect(check?.summaryWithoutDrawings).not.toContain("mermaid");
    expect(check === undefined ? [] : Object.keys(withinLimits(check)).toSorted()).toEqual([
      "annotations",
      "conclusion",
      "detailsUrl",
      "name",
      "summary",
      "title",
    ]);
  });
});

describe("the drawing elsewhere", () => {
  it("is a block of code on the stand-in's page, which says what GitHub makes of it", async () => {
    const { html } = renderMarkdown(summaryOf(await brokenChains()));
    expect(html).toContain(
      "<details open><summary>GitHub draws this as a picture (Mermaid)</summary><pre><code>flowchart LR\n  n0[&quot;lukhas.jobs&quot;]",
    );
  });

  it("is text on the report's page", () => {
    const page = reportPage(storedReportOf(1, [withDrawing("flowchart LR\n<script>")]));
    expect(page).toContain("<summary>Drawing, in Mermaid</summary><pre>flowchart LR\n&lt;script&gt;</pre>");
  });

  it("is in the JSON of the command line", async () => {
    const gate = await brokenChains();
    const { report } = storedReportOf(2, [gate]);
    expect(JSON.stringify(checkOutput(report, 1))).toContain('"drawing":"flowchart LR\\n');
  });

  it("comes back from the store, and is missing in reports that were stored without", () => {
    for (const gate of [failedGate, withDrawing("flowchart LR")]) {
      const { report } = storedReportOf(2, [gate]);
      expect(Report.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    }
    const long = storedReportOf(2, [withDrawing("x".repeat(maxDrawingLength + 1))]);
    expect(Report.safeParse(long.report).success).toBe(false);
  });
});
