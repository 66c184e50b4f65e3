import { z } from "zod";
import type { ArchiveLimits } from "../archives/limits.ts";

const PassedOver = z.strictObject({ count: z.number(), first: z.array(z.string()).readonly() });
const Limit = z.number();

const Limits = z.strictObject({
  maxFileBytes: Limit,
  maxDirectoryBytes: Limit,
  maxEntries: Limit,
  maxWantedEntries: Limit,
  maxEntryBytes: Limit,
  maxTotalBytes: Limit,
  maxRatio: Limit,
  maxPathLength: Limit,
  maxDepth: Limit,
  /** Characters of what a reader makes of one report. */
  maxTextLength: Limit,
  maxTotalTextLength: Limit,
}) satisfies z.ZodType<ReportLimits>;

/** Limits of what is read, and of what comes out of it. */
export interface ReportLimits extends ArchiveLimits {
  /** Of what a reader makes of one report, in characters. */
  readonly maxTextLength: number;
  readonly maxTotalTextLength: number;
}

const ReportSource = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("archive"), file: z.string(), wanted: z.array(z.string()).readonly() }).readonly(),
  z.strictObject({ kind: z.literal("file"), file: z.string(), path: z.string() }).readonly(),
]);
/** Where reports are: a zip archive with glob patterns of the files in it, or one report with the path to call it by. */
export type ReportSource = z.infer<typeof ReportSource>;

/** What the process is asked, once. */
export const ReportJob = z.strictObject({ source: ReportSource, reader: z.string(), limits: Limits }).readonly();
export type ReportJob = z.infer<typeof ReportJob>;

/** What the process answers, in any number; the last one is done or refused. */
export const ReportAnswer = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("begun"), path: z.string() }),
  z.strictObject({ kind: z.literal("text"), path: z.string(), text: z.string() }),
  z.strictObject({ kind: z.literal("unread"), path: z.string(), refused: z.string() }),
  z.strictObject({ kind: z.literal("done"), passedOver: PassedOver }),
  z.strictObject({ kind: z.literal("refused"), because: z.string(), path: z.string().exactOptional() }),
]);
export type ReportAnswer = Readonly<z.infer<typeof ReportAnswer>>;
