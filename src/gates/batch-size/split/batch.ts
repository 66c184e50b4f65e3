import { z } from "zod";
import { Lane } from "./lane.ts";

/** One file of a change with its added and deleted lines together. */
export interface SizedFile {
  readonly path: string;
  readonly lines: number;
  /** What it was renamed from. */
  readonly pathBefore?: string;
  /** Of both paths, where it was renamed. */
  readonly lane: Lane;
}

/** Part of a change that can be a pull request of its own. */
export const Batch = z.strictObject({
  name: z.string().describe("The owners, packs and folders that it is made of, in words."),
  ...Lane.shape,
  lines: z.int().describe("Added and deleted lines together."),
  files: z.array(z.string()).readonly().describe("By path."),
  renamedFrom: z
    .array(z.string())
    .readonly()
    .describe("Paths that files of it were renamed from: who takes the files takes these away."),
});
export type Batch = Readonly<z.infer<typeof Batch>>;

/** The size of a change, and how to split it; one batch where there is no need to. */
export const BatchFigures = z.strictObject({
  files: z.int().describe("Files that count."),
  lines: z.int().describe("Their added and deleted lines."),
  excluded: z.int().describe("Files that `exclude` takes out."),
  generated: z.int().describe("Files that .gitattributes of the base marks as generated."),
  batches: z.array(Batch).readonly().describe("A proposed split: by owner, by pack, and then by path."),
  ownersUnknown: z
    .string()
    .exactOptional()
    .describe("Why the split is by folder alone, though the base says whose files are."),
});
export type BatchFigures = Readonly<z.infer<typeof BatchFigures>>;
