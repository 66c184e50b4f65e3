import { countOf } from "../../core/count-of.ts";
import type { Table } from "../../core/verdict.ts";
import type { Page, Remark } from "../coverage/page.ts";
import type { BenchSimulateOutput, SimulatedCell, SimulatedResult, Target } from "./simulate-output.ts";

const counts = [5, 10, 20] as const;
const rivals = ["one look", "fixed 10 %", "Welch", "Mann-Whitney", "z-score"] as const;

export function describeSimulation({ suites, seed, cells, targets }: BenchSimulateOutput): Page {
  const sizes = [...new Set(cells.map(({ benchmarks }) => benchmarks))];
  const missed = (method: Target["method"]) =>
    targets.filter((target) => target.method === method && target.missed.length > 0).length;
  return {
    heading: `${suites} suites of each kind, seed ${seed}: percent of them`,
    tables: sizes.flatMap((size) => {
      const some = cells.filter(({ benchmarks }) => benchmarks === size);
      return [
        looksTable("two looks", size, some, suites),
        looksTable("three looks", size, some, suites),
        rivalsTable(size, some, suites),
      ];
    }),
    remarks: targets.map(remarkOn),
    conclusion: {
      sign: missed("three looks") === 0 ? "passed" : "failed",
      text: `${keeping("Two looks", missed("two looks"))} ${keeping("Three looks", missed("three looks"))}`,
      lines: [],
    },
  };
}

function keeping(who: string, missed: number): string {
  return missed === 0 ? `${who} keep every target.` : `${who} miss ${countOf(missed, "target")} somewhere.`;
}

function looksTable(plan: Target["method"], size: number, cells: readonly SimulatedCell[], suites: number): Table {
  const [first = "", ...others] = plan;
  const columns = [
    "noise",
    "blocked",
    plan === "two looks" ? "second look" : "third look",
    "undecided",
    "5 % found",
    "10 % found",
    "by an ideal test",
    "10 % undecided",
    "10 % silent",
    "20 % found",
  ];
  const rows = cells.flatMap((cell) => {
    const result = cell.results.find(({ method }) => method === plan);
    if (result === undefined) return [];
    const { blocked, secondLooks, thirdLooks, undecided, changes } = result;
    const [five, ten, twenty] = changes;
    const ideal = cell.ideal.find(({ change }) => change === ten?.change)?.found ?? 0;
    const figures = [
      blocked,
      plan === "two looks" ? secondLooks : thirdLooks,
      undecided,
      five?.found,
      ten?.found,
      ideal * suites,
      ten?.undecided,
      ten?.silent,
      twenty?.found,
    ];
    return [[cell.noise, ...figures.map((count) => percent(count ?? 0, suites))]];
  });
  const title = `${first.toUpperCase()}${others.join("")}, ${size} benchmarks (the first three columns: nothing has changed)`;
  return { title, columns, rows };
}

function rivalsTable(size: number, cells: readonly SimulatedCell[], suites: number): Table {
  const rows = cells.flatMap((cell) =>
    counts.map((count) => {
      const results = rivals.map((name) => cell.results.find(({ method }) => method === `${name}, ${count}`));
      return [cell.noise, String(count), ...results.map((result) => figuresOf(result, suites))];
    }),
  );
  return {
    title: `Beside others, ${size} benchmarks: innocent suites blocked / 10 % found / 20 % found`,
    columns: ["noise", "blocks or nights", ...rivals],
    rows,
  };
}

function figuresOf(result: SimulatedResult | undefined, suites: number): string {
  if (result === undefined) return "–";
  const [, ten, twenty] = result.changes;
  return [result.blocked, ten?.found ?? 0, twenty?.found ?? 0].map((count) => percent(count, suites)).join(" / ");
}

function remarkOn({ method, what, limit, bound, worst, cells, missed }: Target): Remark {
  const asked = `${bound === "at-most" ? "≤" : "≥"} ${percent(limit, 1)} %`;
  return {
    sign: missed.length === 0 ? "passed" : "failed",
    text: `${method}: ${what}: ${asked}, in the worst of ${cells} cells ${percent(worst, 1)} %${missed.length === 0 ? "" : `; ${missed.length} miss it:`}`,
    lines: missed,
  };
}

/** With one decimal where it says something. */
function percent(part: number, whole: number): string {
  return String(Number(((100 * part) / whole).toFixed(1)));
}
