import type { ReportRequest } from "./evidence.ts";

/** Where reports are, as an entry of a gate's configuration says; it names an artifact or a flag at least. */
export interface ReportEntry {
  readonly artifact?: string | undefined;
  readonly path?: string | undefined;
  readonly flag?: string | undefined;
  readonly workflow?: string | undefined;
  readonly optional: boolean;
}

/** What the reports of an entry are called. */
export function flagOf({ flag, artifact = "" }: Pick<ReportEntry, "flag" | "artifact">): string {
  return flag ?? artifact;
}

export function requestsOf(entries: readonly ReportEntry[]): readonly ReportRequest[] {
  return entries.map((report) => {
    const asked = { flag: flagOf(report), entry: entryOf(report, entries), workflow: report.workflow };
    const { artifact, path } = report;
    return artifact === undefined ? { ...asked, artifact, path } : { ...asked, artifact, path: path ?? "" };
  });
}

/** The flag alone where nothing else has it. */
function entryOf(report: ReportEntry, entries: readonly ReportEntry[]): string {
  const flag = flagOf(report);
  if (entries.filter((one) => flagOf(one) === flag).length === 1) return flag;
  const { artifact, path, workflow } = report;
  const what = artifact === undefined ? (path ?? "sent by jobs") : `${path ?? ""} in ${artifact}`;
  return `${flag} (${what}${workflow === undefined ? "" : ` of ${workflow}`})`;
}

/** Without any report of these there is no verdict, or one that the merge base's reports stand in for. */
export function requiredFlags(entries: readonly ReportEntry[]): readonly string[] {
  return [...new Set(entries.filter(({ optional }) => !optional).map(flagOf))];
}

/** Each of these has to be answered; those of flags that are carried over are. */
export function requiredEntries(entries: readonly ReportEntry[], carried: readonly string[] = []): readonly string[] {
  const required = entries.filter((entry) => !entry.optional && !carried.includes(flagOf(entry)));
  return [...new Set(required.map((entry) => entryOf(entry, entries)))];
}
