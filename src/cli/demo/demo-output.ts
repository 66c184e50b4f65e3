import { z } from "zod";
import type { Demo } from "../../demo/run-demo.ts";

const Annotation = z.strictObject({ path: z.string(), line: z.int(), message: z.string() });

/** What `lanekeeper demo --format json` prints: what the stand-in GitHub was told. */
export const DemoOutput = z.strictObject({
  schemaVersion: z.literal(1),
  asExpected: z.boolean().describe("Whether every verdict is the one that the script of the demo expects."),
  mismatches: z.array(z.string()).describe("What is not as expected, in words."),
  pullRequests: z.array(
    z.strictObject({
      number: z.int(),
      title: z.string(),
      author: z.string(),
      headSha: z.string(),
      url: z.string(),
      milliseconds: z.int().describe("From the opening of the pull request to the completed roll-up."),
      checkRuns: z.array(
        z.strictObject({
          name: z.string(),
          conclusion: z.string(),
          title: z.string(),
          annotations: z.array(Annotation),
        }),
      ),
      comments: z.array(z.string()).describe("The Markdown of what was written below it."),
    }),
  ),
});
export type DemoOutput = z.infer<typeof DemoOutput>;

export function demoOutput({ mismatches, outcomes }: Pick<Demo, "mismatches" | "outcomes">): DemoOutput {
  return {
    schemaVersion: 1,
    asExpected: mismatches.length === 0,
    mismatches: [...mismatches],
    pullRequests: outcomes.map(({ runs, comments, ...pull }) => ({
      ...pull,
      comments: [...comments],
      checkRuns: runs.map((run) => ({ ...run, annotations: run.annotations.map((each) => ({ ...each })) })),
    })),
  };
}
