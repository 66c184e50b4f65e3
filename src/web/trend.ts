import type { Report } from "../core/report.ts";
import type { StoredReport } from "../core/store.ts";
import type { Measure } from "../core/verdict.ts";
import { type Html, html } from "./html.ts";

const [width, height] = [240, 36];

/** How the figures of a gate went in the reports of one repository, oldest first, as small lines; nothing without two. */
export function trendOf(gate: string, reports: readonly StoredReport[]): Html {
  const series = new Map<string, { readonly unit: string; readonly values: number[] }>();
  for (const { report } of reports) {
    for (const { name, unit = "", value } of measuresIn(report, gate)) {
      const known = series.get(name) ?? { unit, values: [] };
      known.values.push(value);
      series.set(name, known);
    }
  }
  const lines = [...series].filter(([, { values }]) => values.length > 1);
  return lines.length === 0 ? html`` : html`${lines.map(([name, { unit, values }]) => lineOf(name, unit, values))}`;
}

function measuresIn({ gates }: Report, id: string): readonly Measure[] {
  const verdict = gates.find(({ gate }) => gate === id)?.verdict;
  return verdict !== undefined && "measures" in verdict ? (verdict.measures ?? []) : [];
}

function lineOf(name: string, unit: string, values: readonly number[]): Html {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const x = (index: number) => Math.round((index / (values.length - 1)) * width);
  const y = (value: number) => Math.round((1 - (value - least) / (most - least || 1)) * (height - 4)) + 2;
  const points = values.map((value, index) => `${x(index)},${y(value)}`).join(" ");
  const [first = 0, last = 0] = [values[0], values.at(-1)];
  return html`<p class="soft"><svg width="${width}" height="${height}" role="img" aria-label="${name}"><polyline points="${points}" fill="none" stroke="currentColor"/></svg>
${name}: ${first}${unit} to ${last}${unit} over ${values.length} reports</p>`;
}
