import type { Table } from "../../core/verdict.ts";
import { figureText } from "../../formats/benchmarks/figure-text.ts";
import { testbedText } from "../../gates/benchmarks/compare/benchmark-name.ts";
import type { Page, Remark } from "../coverage/page.ts";
import { problemRemarks } from "../render/report-problems.ts";
import type { BenchShowOutput, ShownSeries } from "./show-output.ts";

/** So many series are shown to a person. */
const maxRows = 200;

export function describeBenchmarks(output: BenchShowOutput): Page {
  const { report, series, problems, complete } = output;
  const conclusion: Remark = complete
    ? { sign: "passed", text: `${series.length} series, and nothing of them was lost.`, lines: [] }
    : { sign: "unproven", text: "Figures may have been lost: these stand for nothing.", lines: [] };
  return {
    heading: report,
    tables: series.length === 0 ? [] : [seriesTable(output)],
    remarks: [...testbedRemarks(output), ...problemRemarks(problems)],
    conclusion,
  };
}

function seriesTable({ kind, series }: BenchShowOutput): Table {
  const rows = series.slice(0, maxRows).map(rowOf);
  const hidden = series.length - rows.length;
  const columns = ["benchmark", "metric", "better", "value", "of", "spread", "samples"];
  const more = [`and ${hidden} more: see --format json`, ...columns.slice(1).map(() => "")];
  return { title: `Series, as ${kind ?? "no format"} has them`, columns, rows: hidden > 0 ? [...rows, more] : rows };
}

function rowOf({ name, parameters, metric, better, unit, figure, spread, samples, stated }: ShownSeries) {
  const shown = parameters.map((parameter) => `${parameter.name}=${parameter.value}`).join(", ");
  const count = samples === null ? `${stated.count === undefined ? "" : `0 of ${stated.count}`}` : `${samples.length}`;
  return [
    shown === "" ? name : `${name} (${shown})`,
    metric,
    better,
    figureText(figure.value, unit),
    figure.of,
    spreadText(spread, figure.value, unit),
    count === "" ? "0" : count,
  ];
}

function spreadText(spread: ShownSeries["spread"], value: number, unit: string): string {
  if (spread === null) return "–";
  const word = spread.of === "standard-deviation" ? "σ" : "IQR";
  const share = value > 0 ? ` (${Number(((100 * spread.value) / value).toPrecision(2))} %)` : "";
  return `${word} ${figureText(spread.value, unit)}${share}`;
}

function testbedRemarks({ testbed }: BenchShowOutput): readonly Remark[] {
  const where = testbedText(testbed);
  const text = where === "" ? "It does not say where it was measured." : `Measured on ${where}.`;
  return [{ sign: "note", text, lines: [] }];
}
