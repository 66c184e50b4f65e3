import { z } from "zod";
import type { RuleText } from "../../core/gate.ts";
import { GlobSetting } from "../../formats/globs/glob-setting.ts";

export const BatchSizeSettings = z.strictObject({
  "max-files": z.int().min(1).default(20).describe("How many files a change may touch. A renamed file counts once."),
  "max-lines": z.int().min(1).default(1000).describe("How many lines a change may add and delete together."),
  exclude: z
    .array(GlobSetting.max(200))
    .max(100)
    .default([])
    .describe("Glob patterns of files that do not count, such as lock files: `**` stands for any folders."),
});
export type BatchSizeSettings = z.infer<typeof BatchSizeSettings>;

/** One file of the change. A binary file, and one that was only renamed, has no changed lines. */
export const ChangedFile = z.strictObject({
  path: z.string(),
  added: z.int().nonnegative(),
  deleted: z.int().nonnegative(),
  binary: z.boolean(),
});
export type ChangedFile = Readonly<z.infer<typeof ChangedFile>>;

/** Every file that differs between merge base and head. */
export const BatchSizeFacts = z.strictObject({ files: z.array(ChangedFile).readonly() });
export type BatchSizeFacts = Readonly<z.infer<typeof BatchSizeFacts>>;

export const batchSizeRules = {
  "too-many-files": {
    title: "The change touches more files than one review can hold",
    fix: "Split the change, for example by folder, into pull requests that can be merged one after the other.",
  },
  "too-many-lines": {
    title: "The change adds and deletes more lines than one review can hold",
    fix: "Split the change into steps that each make sense alone. Exclude generated files in the configuration.",
  },
} as const satisfies Record<string, RuleText>;
