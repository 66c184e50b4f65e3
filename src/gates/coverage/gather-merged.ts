import type { FoundReports, ReportOrigin } from "../../core/evidence.ts";
import type { RepositorySource } from "../../core/repository.ts";

/** A workflow on `pull_request` tests the merge of head and base, which has files and lines that head has not. */
export function isOfMerge(origin: ReportOrigin): boolean {
  return origin.kind !== "file" && origin.event.startsWith("pull_request");
}

/** Paths that the base has changed since the merge base, where a report is of the merge of both; none otherwise. */
export async function changedInMerge(
  { reports }: FoundReports<unknown>,
  repository: Pick<RepositorySource, "changedOnBase">,
): Promise<readonly string[]> {
  if (!reports.some(({ origin }) => isOfMerge(origin))) return [];
  return (await repository.changedOnBase()).items;
}
