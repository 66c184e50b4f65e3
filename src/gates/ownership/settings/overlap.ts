import { z } from "zod";
import { overlapLevels } from "../../../core/overlap.ts";
import { CommentPolicy } from "../../../core/overlap-message.ts";
import { Patterns } from "./names.ts";

const Automatic = z.strictObject({
  share: z
    .number()
    .min(0)
    .max(1)
    .default(0.05)
    .describe("A file that at least this share of the open pull requests changes is one, too."),
  fewest: z.int().min(2).max(10_000).default(6).describe("And at least so many of them."),
});

export const Hotspots = z.strictObject({
  paths: Patterns.default([]).describe("Patterns of files that everybody changes, such as lock files and lists."),
  automatic: Automatic.prefault({}).describe("From when on a file counts as one by itself."),
});

export const OverlapSettings = z.strictObject({
  "report-from": z
    .enum(["file", "symbol", "hunk", "textual"])
    .default("hunk")
    .describe("The weakest level of an overlap with another pull request that is told beyond the check's details."),
  "block-on": z
    .array(z.enum(overlapLevels))
    .max(overlapLevels.length)
    .default(["ownership", "textual"])
    .describe("The levels at which the pull request that has to wait fails."),
  "ignore-same-agent": z
    .boolean()
    .default(false)
    .describe("Whether pull requests of one agent are not compared with each other."),
  "max-age-days": z
    .int()
    .min(1)
    .max(3_650)
    .default(30)
    .describe("Pull requests that nobody touched for longer are left out."),
  comments: CommentPolicy.default("when-enforced").describe(
    "When a pull request that meets others, or changes paths of others, gets a comment: never, where the gate enforces, or always.",
  ),
  "max-files": z.int().min(1).max(10_000).default(300).describe("Pull requests that change more files are left out."),
});
