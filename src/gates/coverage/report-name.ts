import type { FoundReport } from "../../core/evidence.ts";

/** What a report is called in a message: its flag, its artifact where that is called otherwise, and its path there. */
export function reportName({ flag, origin }: Pick<FoundReport<unknown>, "flag" | "origin">): string {
  const artifact = origin.kind === "artifact" && origin.artifact !== flag ? `${origin.artifact}: ` : "";
  return `${flag} (${artifact}${origin.path})`;
}
