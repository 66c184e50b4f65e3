import { describe, expect, it } from "@jest/globals";
import type { FoundReports } from "../../../src/core/evidence.ts";
import type { Notice, WatchSources } from "../../../src/core/notice.ts";
import { benchmarks } from "../../../src/gates/benchmarks/gate.ts";
import { type MemoryReport, memoryEvidence } from "../../../src/memory/evidence.ts";
import { type Machine, pytestReport } from "./pytest-reports.ts";
import { pairedReportsAt, reportAt } from "./support.ts";

const hour = 60 * 60_000;

interface Night {
  readonly benchmarks: Readonly<Record<string, number>>;
  readonly machine?: Machine;
}

/** Slightly different from night to night, as figures are. */
function nights(count: number, figures: Night["benchmarks"], machine: Machine = {}): readonly Night[] {
  return Array.from({ length: count }, (_, index) => {
    const jitter = 1 + 0.01 * Math.sin(index * 12.9898);
    return {
      machine,
      benchmarks: Object.fromEntries(Object.entries(figures).map(([name, one]) => [name, one * jitter])),
    };
  });
}

/** The branch has these nights behind it, the latest last; each was an hour after the one before, from 1970 on. */
async function watched(all: readonly Night[], settings: object = { reports: reportAt }) {
  const latestFirst = all.map((night, index) => ({ ...night, index })).toReversed();
  const earlier = latestFirst.map(({ benchmarks: figures, machine, index }) => ({
    commit: `commit-${index}`,
    reports: [reportOf(figures, machine)],
  }));
  const evidence = memoryEvidence({ earlier });
  const sources: WatchSources = {
    branch: "main",
    tip: "tip",
    today: "2027-01-31",
    file: async () => ({ kind: "missing" }),
    async series(reader, requests, complete, count) {
      const found = await evidence.baseSeries(reader, requests, complete, count + 1);
      return found.filter(({ commit }) => commit !== "base").map(timed);
    },
  };
  return benchmarks.watch?.(settings, sources);
}

function reportOf(figures: Night["benchmarks"], machine: Machine | undefined): MemoryReport {
  const rounds = Object.entries(figures).map(([name, seconds]): [string, number[]] => [name, [seconds, seconds]]);
  return { artifact: "bench", path: "report.json", text: pytestReport(Object.fromEntries(rounds), machine) };
}

function timed<T>(found: FoundReports<T>): FoundReports<T> {
  const createdAt = Number(found.commit.replace("commit-", "")) * hour;
  const reports = found.reports.map((report) => ({
    ...report,
    origin: report.origin.kind === "file" ? report.origin : { ...report.origin, createdAt },
  }));
  return { ...found, reports };
}

async function noticesOf(...asked: Parameters<typeof watched>): Promise<readonly Notice[]> {
  const said = await watched(...asked);
  if (said?.kind !== "notices") throw new Error(said?.because);
  return said.notices;
}

const calm = { "cart::total": 0.01, "cart::copy": 0.02 };
const slower = { ...calm, "cart::total": 0.013 };

describe("drift of benchmarks", () => {
  it("is one notice for each pair of commits between which something became worse", async () => {
    const all = [...nights(12, calm), ...nights(8, slower), ...nights(8, { ...slower, "cart::copy": 0.03 })];
    const notices = await noticesOf(all);
    expect(notices.map(({ key, title }) => `${key} ${title}`)).toEqual([
      "commit-19..commit-20 1 benchmark became worse between commit-19 and commit-20",
      "commit-11..commit-12 1 benchmark became worse between commit-11 and commit-12",
    ]);
    const [row] = notices[1]?.tables?.[0]?.rows ?? [];
    expect(row?.slice(0, 2)).toEqual(["cart::total", "time"]);
    expect(Number(row?.[4])).toBeCloseTo(1.3, 1);
  });

  it("names all benchmarks of a step together, the worst first", async () => {
    const all = [...nights(10, calm), ...nights(6, { "cart::total": 0.012, "cart::copy": 0.04 })];
    const [notice, ...others] = await noticesOf(all);
    expect(others).toEqual([]);
    expect(notice?.what).toBe("2 benchmarks became worse between commit-9 and commit-10, and have been since.");
    expect(notice?.tables?.[0]?.rows.map(([name]) => name)).toEqual(["cart::copy", "cart::total"]);
  });

  it.each<[string, readonly Night[]]>([
    ["noise", nights(40, calm)],
    ["an improvement", [...nights(10, slower), ...nights(10, calm)]],
    ["a step within the limit", [...nights(10, calm), ...nights(10, { ...calm, "cart::total": 0.0108 })]],
    ["what was made good", [...nights(10, calm), ...nights(8, slower), ...nights(8, calm)]],
    ["another machine", [...nights(10, calm), ...nights(10, slower, { cpu: "Xeon" })]],
    ["one night", [...nights(10, calm), ...nights(1, slower), ...nights(10, calm)]],
  ])("is not %s", async (_what, all) => {
    expect(await noticesOf(all)).toEqual([]);
  });

  it("is over once it is accepted, and what comes after is seen", async () => {
    const all = [...nights(12, calm), ...nights(8, slower), ...nights(8, { ...slower, "cart::total": 0.02 })];
    const entry = { benchmark: "cart::*", since: "1970-01-01T12:00:00Z", reason: "Prices are checked twice." };
    const notices = await noticesOf(all, { reports: reportAt, accepted: [entry] });
    expect(notices.map(({ key }) => key)).toEqual(["commit-19..commit-20"]);
  });

  it("is within limits of certain benchmarks, and none where there is no limit", async () => {
    const all = [...nights(12, calm), ...nights(8, slower)];
    const limited = (limit: string) => ({ reports: reportAt, limits: [{ benchmark: "cart::total", limit }] });
    expect(await noticesOf(all, limited("50%"))).toEqual([]);
    expect(await noticesOf(all, limited("none"))).toEqual([]);
    expect(await noticesOf(all, limited("25%"))).toHaveLength(1);
  });

  it("is unknown of few commits, and of none where only pairs are measured", async () => {
    expect(await watched(nights(7, calm))).toEqual({
      kind: "unknown",
      because: "Of main, 7 commits have figures; it takes at least 8.",
    });
    expect(await watched([], { reports: pairedReportsAt })).toEqual({ kind: "notices", notices: [] });
  });
});
