import type { FoundReport, ReportOrigin } from "./evidence.ts";

type Named =
  | Pick<Extract<ReportOrigin, { kind: "artifact" }>, "kind" | "artifact" | "path">
  | Pick<Exclude<ReportOrigin, { kind: "artifact" }>, "kind" | "path">;

/**
 * What a report is called in messages, so that those of two jobs of a matrix can be told apart: the file with its artifact,
 * or what the job calls it. An artifact that is refused as a whole has its own name as path.
 */
export function reportName(origin: Named): string {
  if (origin.kind !== "artifact") return origin.path;
  const { artifact, path } = origin;
  return path === artifact ? `artifact ${artifact}` : `${path} in ${artifact}`;
}

/** The same with its flag. An artifact that is called as the flag is not said twice. */
export function flaggedName({ flag, origin }: Pick<FoundReport<unknown>, "flag" | "origin">): string {
  const isSaid = origin.kind === "artifact" && origin.artifact === flag;
  return `${flag} (${isSaid ? origin.path : reportName(origin)})`;
}
