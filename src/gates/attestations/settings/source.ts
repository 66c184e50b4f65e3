import { z } from "zod";
import { Exact, NumericId, Ref, Repository } from "./values.ts";

/** What a build has to come from. */
export const SourceSetting = z.strictObject({
  repository: Repository.optional().describe("The repository, such as `acme/widgets`; this one if left out."),
  "repository-id": NumericId.optional().describe("Its number, which it alone ever has. Names can be taken over."),
  "owner-id": NumericId.optional().describe("The number of its owner."),
  ref: Ref.optional().describe("The ref; the change's own if left out."),
  triggers: z
    .array(Exact)
    .min(1)
    .max(20)
    .optional()
    .describe("What may start the build, such as `push` or `pull_request`; anything if left out."),
  runner: z.enum(["github-hosted", "self-hosted"]).optional().describe("The kind of runner; any if left out."),
});
export type SourceSetting = z.output<typeof SourceSetting>;

export const BuiltFrom = z.enum(["head", "merge", "merge-group"]);
