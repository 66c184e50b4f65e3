import { missingEntries } from "../core/completeness.ts";
import type {
  EvidenceSource,
  FoundReport,
  FoundReports,
  PassedOver,
  Patience,
  ReportRequest,
} from "../core/evidence.ts";
import { nothingAwaited } from "../core/nothing-awaited.ts";
import type { ReportReader } from "../core/report-reader.ts";
import { matcherOf } from "../formats/globs/path-globs.ts";

/** A report by its text, as an artifact of the workflow `.github/workflows/ci.yml` holds it. */
export interface MemoryReport {
  readonly artifact: string;
  readonly path: string;
  readonly text: string;
  readonly claim?: FoundReport<unknown>["claim"];
}

export interface MemoryEvidence {
  readonly patience?: Patience;
  readonly head?: readonly MemoryReport[];
  readonly running?: readonly string[];
  readonly skipped?: readonly string[];
  readonly growing?: readonly string[];
  readonly absence?: FoundReports<unknown>["absence"];
  /** By the readers' ids: reports of head that are more than is judged. */
  readonly overloads?: Readonly<Record<string, string>>;
  /** Reports of the merge base or, with a distance, of a commit before it. */
  readonly base?: {
    readonly distance: number;
    readonly reports: readonly MemoryReport[];
    readonly passedOver?: readonly PassedOver[];
  };
  /** Reports of commits before that one, the nearest first. */
  readonly earlier?: readonly { readonly commit: string; readonly reports: readonly MemoryReport[] }[];
}

/** Evidence over values in memory. */
export function memoryEvidence(evidence: MemoryEvidence = {}): EvidenceSource {
  return {
    patience: evidence.patience,
    head: async (reader, requests) => ({
      ...found("head", 0, evidence.overloads?.[reader.id] === undefined ? (evidence.head ?? []) : [], reader, requests),
      overload: evidence.overloads?.[reader.id],
      running: evidence.running ?? [],
      skipped: evidence.skipped ?? [],
      growing: evidence.growing ?? [],
      absence: evidence.absence,
    }),
    async base(reader, requests, complete) {
      const { distance, reports, passedOver = [] } = evidence.base ?? { distance: 0, reports: [] };
      const all = { ...found("base", distance, reports, reader, requests), passedOver };
      return isComplete(all, complete) ? all : undefined;
    },
    async baseSeries(reader, requests, complete, count) {
      const { distance, reports } = evidence.base ?? { distance: 0, reports: [] };
      const commits = [{ commit: "base", reports }, ...(evidence.earlier ?? [])];
      return commits
        .map(({ commit, ...one }, index) => found(commit, distance + index, one.reports, reader, requests))
        .filter((one) => isComplete(one, complete))
        .slice(0, count);
    },
  };
}

function isComplete({ reports }: FoundReports<unknown>, entries: readonly string[]): boolean {
  return missingEntries(entries, reports).length === 0;
}

function isAsked(report: MemoryReport, { artifact, path }: ReportRequest): boolean {
  const matches = (pattern: string | undefined, name: string) => pattern !== undefined && matcherOf([pattern])(name);
  return matches(artifact, report.artifact) && matches(path, report.path);
}

function found<T>(
  commit: string,
  distance: number,
  reports: readonly MemoryReport[],
  reader: ReportReader<T>,
  requests: readonly ReportRequest[],
): FoundReports<T> {
  const flags = [...new Set(requests.map(({ flag }) => flag))];
  const matched = flags.flatMap((flag) =>
    reports.flatMap((report): readonly FoundReport<T>[] => {
      const entries = requests.filter((one) => one.flag === flag && isAsked(report, one)).map(({ entry }) => entry);
      if (entries.length === 0) return [];
      const open = reader.open(report.path);
      open.push(new TextEncoder().encode(report.text));
      const origin = {
        workflow: ".github/workflows/ci.yml",
        runId: 1,
        attempt: 1,
        event: "pull_request",
        createdAt: 0,
      };
      return [
        {
          flag,
          entries,
          origin: { kind: "artifact", artifact: report.artifact, path: report.path, ...origin },
          claim: report.claim,
          content: { kind: "value", value: open.end() },
        },
      ];
    }),
  );
  return { commit, distance, reports: matched, ...nothingAwaited, passedOver: [] };
}
