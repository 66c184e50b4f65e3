import { z } from "zod";
import type { RuleText } from "../../core/gate.ts";
import { GlobSetting } from "../../formats/globs/glob-setting.ts";
import { Lane } from "./split/lane.ts";

export const BatchSizeSettings = z.strictObject({
  "max-files": z.int().min(1).default(20).describe("How many files a change may touch. A renamed file counts once."),
  "max-lines": z.int().min(1).default(1000).describe("How many lines a change may add and delete together."),
  "warn-files": z
    .int()
    .min(1)
    .exactOptional()
    .describe("From how many files on a change within the limit gets a note; never, when left out."),
  "warn-lines": z.int().min(1).exactOptional().describe("From how many changed lines on it gets one."),
  exclude: z
    .array(GlobSetting.max(200))
    .max(100)
    .default([])
    .describe("Glob patterns of files that do not count, such as lock files: `**` stands for any folders."),
  generated: z
    .enum(["leave-out", "count"])
    .default("leave-out")
    .describe("Whether files count that `.gitattributes` of the base marks as `linguist-generated`."),
});
export type BatchSizeSettings = z.infer<typeof BatchSizeSettings>;

/** One file of the change. A binary file, and one that was only renamed, has no changed lines. */
export const ChangedFile = z.strictObject({
  path: z.string(),
  /** What it was renamed from. */
  pathBefore: z.string().exactOptional(),
  added: z.int().nonnegative(),
  deleted: z.int().nonnegative(),
  binary: z.boolean(),
  /** As the base says, of its path and of the one that it was renamed from. */
  generated: z.boolean(),
  /** Across both paths. Nobody's in a change that nobody has to split. */
  lane: Lane,
});
export type ChangedFile = Readonly<z.infer<typeof ChangedFile>>;

/** Every file that differs between merge base and head; the first ones where the list is not complete. */
export const BatchSizeFacts = z.strictObject({
  files: z.array(ChangedFile).readonly(),
  complete: z.boolean(),
  /** Why nobody could say whose files are, where the base names somebody to ask. */
  ownersUnknown: z.string().exactOptional(),
});
export type BatchSizeFacts = Readonly<z.infer<typeof BatchSizeFacts>>;

export const batchSizeRules = {
  "too-many-files": {
    title: "The change touches more files than one review can hold",
    fix: "Split the change, for example by owner and folder, into pull requests that can be merged one after the other.",
  },
  "too-many-lines": {
    title: "The change adds and deletes more lines than one review can hold",
    fix: "Split the change into steps that each make sense alone. Mark generated files in `.gitattributes`.",
  },
  "too-large-to-evaluate": {
    title: "The change is so large that its files cannot all be listed",
    fix: "Split the change. When a tool wrote it, let the tool do one folder at a time.",
  },
} as const satisfies Record<string, RuleText>;
