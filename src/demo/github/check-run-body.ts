import { z } from "zod";
import { Refusal, validationFailed } from "./refusal.ts";

const AnnotationBody = z.object({
  path: z.string(),
  start_line: z.int(),
  end_line: z.int(),
  start_column: z.int().optional(),
  end_column: z.int().optional(),
  annotation_level: z.enum(["notice", "warning", "failure"]),
  message: z.string(),
  title: z.string().optional(),
  raw_details: z.string().optional(),
});

/** The body of creating or changing a check run, after the contract has accepted it. */
export const CheckRunBody = z.object({
  name: z.string().optional(),
  head_sha: z.string().optional(),
  details_url: z.string().optional(),
  external_id: z.string().optional(),
  status: z.enum(["queued", "in_progress", "completed"]).optional(),
  started_at: z.string().optional(),
  conclusion: z.string().optional(),
  completed_at: z.string().optional(),
  output: z
    .object({
      title: z.string().optional(),
      summary: z.string(),
      text: z.string().optional(),
      annotations: z.array(AnnotationBody).optional(),
    })
    .optional(),
});
export type CheckRunBody = z.infer<typeof CheckRunBody>;

const messageLimitBytes = 64 * 1024;
const titleLimit = 255;

/** What GitHub's description says only in prose. Throws a 422. */
export function checkProse(body: CheckRunBody): void {
  if ((body.status === "completed" || body.completed_at !== undefined) && body.conclusion === undefined) {
    throw invalidRequest("Missing required field: conclusion. It is required when status is completed.");
  }
  if (body.conclusion === "stale") throw invalid("conclusion", "stale can only be set by GitHub");
  if (body.conclusion !== undefined && body.status !== undefined && body.status !== "completed") {
    throw invalid("status", "a conclusion belongs to a completed run");
  }
  for (const annotation of body.output?.annotations ?? []) checkAnnotation(annotation);
}

function checkAnnotation(annotation: z.infer<typeof AnnotationBody>): void {
  if (annotation.end_line < annotation.start_line) throw invalid("annotations", "end_line is before start_line");
  if ((annotation.title ?? "").length > titleLimit) throw invalid("annotations", "title is longer than 255 characters");
  for (const text of [annotation.message, annotation.raw_details ?? ""]) {
    if (Buffer.byteLength(text) > messageLimitBytes) throw invalid("annotations", "a text is longer than 64 KB");
  }
  const { start_column: start, end_column: end } = annotation;
  if ((start !== undefined || end !== undefined) && annotation.start_line !== annotation.end_line) {
    throw invalid("annotations", "columns need start_line and end_line to be equal");
  }
}

function invalid(field: string, message: string): Refusal {
  return validationFailed({ resource: "CheckRun", code: "invalid", field, message });
}

/** How GitHub refuses a body that does not fit its description. */
export function invalidRequest(problem: string): Refusal {
  return new Refusal(422, `Invalid request.\n\n${problem}`);
}
