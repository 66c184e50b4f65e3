import { z } from "zod";
import type { Remark } from "../coverage/page.ts";

/** What is wrong with a report, as `--format json` prints it. */
export const ReportProblem = z.strictObject({
  report: z.string().describe("The file that has it."),
  rule: z.string(),
  damaged: z.boolean().describe("Whether some of what it measured may have been lost."),
  times: z.int().describe("How often it was met; the rest is of the first time."),
  at: z.union([z.strictObject({ line: z.number() }), z.strictObject({ offset: z.number() })]),
  what: z.string(),
  fix: z.string(),
});
export type ReportProblem = z.infer<typeof ReportProblem>;

export function problemRemarks(problems: readonly ReportProblem[]): readonly Remark[] {
  return problems.map(({ report, damaged, what, fix, times, at }) => ({
    sign: damaged ? "unproven" : "note",
    text: `${report}: ${what}`,
    lines: [
      "line" in at ? `line ${at.line} of it` : `byte ${at.offset} of it`,
      ...(times > 1 ? [`${times} times`] : []),
      fix,
    ],
  }));
}
