import { z } from "zod";
import { Report } from "../../core/report.ts";
import { overall } from "../../engine/overall.ts";

/** What `lanekeeper check --format json` prints. Fields are only ever added within one schema version. */
export const CheckOutput = z.strictObject({
  schemaVersion: z.literal(1),
  overall: z
    .enum(["clear", "waiting", "unproven", "blocked"])
    .describe("clear: nothing keeps the change from being merged. All others do."),
  exitCode: z
    .int()
    .describe("What the process exits with: 0 clear, 1 blocked, 2 configuration, 3 waiting or unproven."),
  report: Report.describe("Every verdict. The first one is about the configuration itself."),
});
export type CheckOutput = z.infer<typeof CheckOutput>;

export function checkOutput(report: Report, exitCode: number): CheckOutput {
  return { schemaVersion: 1, overall: overall(report), exitCode, report };
}
