import { z } from "zod";
import { BatchFigures } from "../../gates/batch-size/split/batch.ts";

/** What `lanekeeper batch --format json` prints. Fields are only ever added within one schema version. */
export const BatchOutput = z.strictObject({
  schemaVersion: z.literal(1),
  exitCode: z.int().describe("What the process exits with: 0 one batch, 1 several, 3 not all files could be listed."),
  mergeBase: z.string().describe("The commit that the change is compared with."),
  head: z.string(),
  limits: z.strictObject({ maxFiles: z.int(), maxLines: z.int() }).describe("Of one batch."),
  complete: z.boolean().describe("Whether all files of the change could be listed."),
  ...BatchFigures.shape,
});
export type BatchOutput = z.infer<typeof BatchOutput>;
