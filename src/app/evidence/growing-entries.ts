import type { ReportRequest } from "../../core/evidence.ts";
import type { EvidenceFile } from "../../core/evidence-store.ts";
import { mayBeSeveral, partsOf } from "./choose-uploads.ts";
import type { Collected } from "./collect.ts";
import { directUploadOf, isAskedBy } from "./direct-upload.ts";
import { maySendMore } from "./open-runs.ts";

/**
 * Entries of which there is a report and more may come: the run that has sent it, or another one of its workflow, is not
 * over, and nothing says how many there will be. What jobs send themselves counts under any name where an artifact is asked
 * for, so that the first of a matrix would look like the whole.
 */
export function growingEntries(
  { uploads, runningWorkflows, listed }: Pick<Collected, "uploads" | "runningWorkflows" | "listed">,
  direct: readonly Pick<EvidenceFile, "upload" | "artifactId" | "savedAt">[],
  requests: readonly ReportRequest[],
): readonly string[] {
  const growing = new Set<string>();
  for (const { upload, requests: answered } of uploads) {
    if (!runningWorkflows.has(partsOf(upload).workflow)) continue;
    for (const request of answered) if (mayBeSeveral(request)) growing.add(request.entry);
  }
  const sent = direct.flatMap((row) => {
    const upload = directUploadOf(row.upload);
    return upload === undefined ? [] : [{ row, upload }];
  });
  for (const request of requests) {
    const answers = sent.filter(({ upload }) => isAskedBy(request, upload));
    const isOpen = answers.some(({ row, upload }) => maySendMore(row, listed) || runningWorkflows.has(upload.workflow));
    if (isOpen && (request.artifact !== undefined || mayBeSeveral(request))) growing.add(request.entry);
  }
  return [...growing];
}
