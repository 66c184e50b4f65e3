import type { FoundReports, Patience, ReportAnswer } from "./evidence.ts";
import { reportName } from "./report-name.ts";

/** Whether a gate may judge what was found, has to wait for more, or will never have enough. */
export type Completeness =
  | { readonly kind: "complete" }
  | { readonly kind: "not-yet"; readonly because: string; readonly until: number }
  | { readonly kind: "unavailable"; readonly because: string };

/**
 * Judges by entries of the configuration what is there, never by a number of uploads. Reports that are missing are waited for until `timeoutMs` after
 * the head was seen first; without patience nothing can come any more. A report that cannot be read is not there.
 */
export function completenessOf(
  found: FoundReports<unknown>,
  expected: readonly string[],
  patience: Patience | undefined,
  timeoutMs: number,
): Completeness {
  if (found.overload !== undefined) return { kind: "unavailable", because: found.overload };
  const refused = found.reports.flatMap(({ flag, origin, content }) =>
    content.kind === "refused" ? [`${flag} (${reportName(origin)}): ${content.because}`] : [],
  );
  const lost = found.lost.map(({ flag, artifact, because }) => `${flag} (artifact ${artifact}): ${because}`);
  const unusable = [...new Set([...refused, ...lost])];
  if (unusable.length > 0) {
    return { kind: "unavailable", because: `Reports cannot be read: ${sentenceOf(unusable)}` };
  }
  const missing = missingEntries(expected, found.reports);
  const growing = expected.filter((entry) => found.growing.includes(entry));
  if (missing.length === 0 && (growing.length === 0 || patience === undefined)) return { kind: "complete" };
  const all = expected.length === 1 ? "1 report is" : `${expected.length} reports are`;
  const count = `${expected.length - missing.length} of ${all} there.`;
  const names =
    missing.length > 0 ? `${count} Missing: ${missing.join(", ")}.` : `More reports may come of ${growing.join(", ")}.`;
  if (patience === undefined) return { kind: "unavailable", because: `${names} Name the files with --report.` };
  const until = patience.since + timeoutMs;
  const running =
    found.running.length === 0 ? "No workflow is running." : `Still running: ${found.running.join(", ")}.`;
  if (patience.now < until) return { kind: "not-yet", because: `${names} ${running}`, until };
  const waited = `${Math.round(timeoutMs / 60_000)} minutes`;
  return {
    kind: "unavailable",
    because: `${names} ${missing.length > 0 ? "They did not come" : "The workflow did not end"} within ${waited}. ${running}`,
  };
}

/**
 * The entries for which there is no report of their own: one that may answer several of them stands for one alone, so that
 * two entries under a flag are never taken for answered by what one of them was sent. Kuhn's algorithm: an entry may push
 * another one to a different report.
 */
export function missingEntries(
  entries: readonly string[],
  answers: readonly Pick<ReportAnswer, "entries">[],
): readonly string[] {
  const holders = new Map<number, string>();
  const place = (entry: string, tried: Set<number>): boolean => {
    for (const [index, answer] of answers.entries()) {
      if (tried.has(index) || !answer.entries.includes(entry)) continue;
      tried.add(index);
      const holder = holders.get(index);
      if (holder !== undefined && !place(holder, tried)) continue;
      holders.set(index, entry);
      return true;
    }
    return false;
  };
  return [...new Set(entries)].filter((entry) => !place(entry, new Set()));
}

/** The first few, so that the summary stays readable. */
function sentenceOf(texts: readonly string[]): string {
  const shown = texts.slice(0, 5);
  const hidden = texts.length - shown.length;
  return `${shown.join("; ")}${hidden > 0 ? `; and ${hidden} more` : ""}`;
}
