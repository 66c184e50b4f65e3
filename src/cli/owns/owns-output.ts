import { z } from "zod";

const Moment = z.iso.datetime();

const Claim = z.strictObject({
  owners: z.array(z.string()).describe("Agents, people, or `humans`; of a CODEOWNERS file, as it has them."),
  mode: z.enum(["exclusive", "frozen", "shared", "advisory", "open"]),
  source: z.enum(["built-in", "frozen-rule", "lease", "pack", "rule", "default", "codeowners"]),
  id: z.string().describe("What the rule or pack is called."),
  pattern: z.string().describe("The pattern or listed path that matches; empty for the default."),
  line: z.int().positive().optional().describe("Of the CODEOWNERS file."),
  from: Moment.optional().describe("It counts from this moment on."),
  until: Moment.optional().describe("And up to this one."),
});

/** What `lanekeeper owns --format json` prints. */
export const OwnsOutput = z.strictObject({
  schemaVersion: z.literal(1),
  base: z.string().describe("The commit whose map was read."),
  readFrom: z.string().describe("The configuration, the file that its `map` names, or the CODEOWNERS file."),
  paths: z.array(
    z.strictObject({
      path: z.string(),
      exists: z.boolean().describe("Whether the base has this file."),
      ...Claim.shape,
      passedOver: z.array(Claim).describe("What else matches, in the order in which it would count."),
    }),
  ),
});
export type OwnsOutput = z.infer<typeof OwnsOutput>;
export type OwnedPath = OwnsOutput["paths"][number];
export type OwnsClaim = z.infer<typeof Claim>;
