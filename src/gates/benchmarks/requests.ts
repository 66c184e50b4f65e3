import type { ReportRequest } from "../../core/evidence.ts";
import { flagOf, requestsOf } from "../../core/report-entries.ts";
import type { BenchmarkSettings, ReportSettings } from "./model.ts";

/** Both sides of a pair are asked for under one flag: which of them a file is, its path says. */
export function sidedRequests({ reports }: BenchmarkSettings): readonly ReportRequest[] {
  const heads = requestsOf(reports);
  const bases = reports.flatMap((entry, index) => {
    const path = entry["base-path"];
    const name = `${heads[index]?.entry ?? ""}, the base's`;
    return path === undefined ? [] : requestsOf([{ ...entry, path }]).map((request) => ({ ...request, entry: name }));
  });
  return [...heads, ...bases];
}

/** What the base branch's own runs are asked for: they measure one side alone. */
export function historyRequestsOf(settings: BenchmarkSettings): readonly ReportRequest[] {
  return requestsOf(settings.reports.filter(isHistory));
}

export interface FlagRule {
  readonly flag: string;
  /** Globs of the base's files; none when the base branch's earlier runs are what head is compared with. */
  readonly basePaths: readonly string[];
  readonly better: "lower" | "higher" | undefined;
}

/** Several entries may be about one flag. */
export function flagRules({ reports }: BenchmarkSettings): readonly FlagRule[] {
  return [...Map.groupBy(reports, flagOf)].map(([flag, entries]) => ({
    flag,
    basePaths: entries.flatMap((entry) => entry["base-path"] ?? []),
    better: entries.find(({ better }) => better !== undefined)?.better,
  }));
}

function isHistory(entry: ReportSettings): boolean {
  return entry["base-path"] === undefined;
}
