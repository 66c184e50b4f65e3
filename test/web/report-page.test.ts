import { describe, expect, it } from "@jest/globals";
import { contentSecurityPolicy } from "../../src/web/page.ts";
import { reportPage } from "../../src/web/report-page.ts";
import { failedGate, passedGate, storedReportOf } from "../support/reports.ts";

const hostile = `<img src=x onerror=alert(1)>"'&\u202e`;
const escaped = "&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;\\u{202e}";

describe("the page of a report", () => {
  it("shows every finding in full", () => {
    const page = reportPage(storedReportOf(1, [failedGate, passedGate]));
    for (const text of ["✗ blocked", "✓ clear", "lukhas/identity/tokens.py:4", "promote candidate.memory first"]) {
      expect(page).toContain(text);
    }
  });

  it("escapes whatever comes from a pull request", () => {
    const { verdict } = failedGate;
    if (verdict.outcome !== "failed") throw new Error("The gate of the test has to fail.");
    const [finding] = verdict.findings;
    const words = { what: hostile, why: hostile, fix: hostile, trace: [hostile], at: { path: hostile } };
    const gate = { ...failedGate, verdict: { ...verdict, findings: [{ ...finding, ...words }] as const } };
    const stored = storedReportOf(1, [gate]);
    const subject = { ...stored.report.subject, title: hostile };
    const page = reportPage({ ...stored, report: { ...stored.report, subject } });
    expect(page).not.toContain("<img");
    expect(page).not.toContain("\u202e");
    // The title, the heading, and the five texts of the finding.
    expect(page.split(escaped)).toHaveLength(8);
  });

  it("may load nothing but its own style", () => {
    expect(contentSecurityPolicy).toContain("default-src 'none'");
    expect(reportPage(storedReportOf(1, [passedGate]))).not.toMatch(/<script|<link|<iframe|\ssrc=/);
  });

  it("shows how figures went, oldest first, once there are two", () => {
    const measured = (value: number) => {
      const examined = { count: 3, of: "changed files" };
      const measures = [{ name: "violations <b>", value }];
      const verdict = { outcome: "passed", summary: "Fine.", examined, notes: [], measures } as const;
      return storedReportOf(1, [{ ...passedGate, verdict }]);
    };
    const page = reportPage(measured(5), [measured(9), measured(7), measured(5)]);
    expect(page).toContain("violations &lt;b&gt;: 9 to 5 over 3 reports");
    expect(page).toContain('points="0,2 120,18 240,34"');
    expect(reportPage(measured(5), [measured(5)])).not.toContain("<svg");
  });
});
