import { shown } from "../../reports/problem-log.ts";
import { collector } from "../collector.ts";
import { figure } from "../figures.ts";
import { MAX_SAMPLES, MAX_SERIES } from "../limits.ts";
import type { Better, Parameter, Series } from "../model.ts";
import type { ProblemLog } from "../problems.ts";
import type { GoMetric } from "./go-units.ts";

/** One column of one line of Go's table. */
interface Figure {
  readonly value: string;
  readonly iterations: number;
  /** Of which process it is; 0 when nothing tells. */
  readonly process: number;
}

type Named = Pick<Series, "name" | "parameters"> & { readonly metric: GoMetric };

/** Collects lines of one name: each is a sample. */
export interface GoRows {
  add(of: Named, figure: Figure): void;
  /** `direction`: what is said of units. */
  series(direction: ReadonlyMap<string, Better>): readonly Series[];
}

export function goRows(problems: ProblemLog): GoRows {
  const all = new Map<string, Column>();
  let figures = 0;
  return {
    add(of, given) {
      const key = JSON.stringify([of.name, of.parameters.map(({ value }) => value), of.metric.name]);
      const column = all.get(key) ?? emptyColumn(of);
      figures += 1;
      if (figures > MAX_SAMPLES) problems.note("limit", `it has more than ${MAX_SAMPLES} samples.`);
      else if (all.size >= MAX_SERIES && !all.has(key))
        problems.note("limit", `it has more than ${MAX_SERIES} series.`);
      else addFigure(column, given, problems);
      if (column.values.length > 0) all.set(key, column);
    },
    series: (direction) => seriesOf([...all.values()], direction, problems),
  };
}

/** All figures of one benchmark that have the same metric. */
interface Column {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly metric: GoMetric;
  /** As a sentence about one of the figures begins. */
  readonly whose: string;
  readonly values: number[];
  /** Whether one of the figures cannot be taken: the others would stand for something else. */
  flawed: boolean;
  readonly iterations: number[];
  /** How many of them each process made. The last one that did is `process`. */
  readonly processes: number[];
  process: number;
}

function emptyColumn({ name, parameters, metric }: Named): Column {
  const whose = `${shown(metric.name)} of ${shown(name)}`;
  return { name, parameters, metric, whose, values: [], flawed: false, iterations: [], processes: [], process: 0 };
}

const number = /^-?\d{1,400}(\.\d{1,400})?(e[+-]?\d{1,3})?$/i;

function addFigure(column: Column, { value, iterations, process }: Figure, problems: ProblemLog): void {
  // It is text because the format is: no problem, other than in JSON.
  const read = figure(number.test(value) ? Number(value) : value, column.metric.unit, column.whose, problems);
  if (read === undefined) column.flawed = true;
  column.values.push(read ?? 0);
  column.iterations.push(iterations);
  if (process === 0) return;
  if (process !== column.process) column.processes.push(0);
  column.process = process;
  column.processes.push((column.processes.pop() ?? 0) + 1);
}

function seriesOf(
  columns: readonly Column[],
  direction: ReadonlyMap<string, Better>,
  problems: ProblemLog,
): readonly Series[] {
  noteUneven(columns, problems);
  const series = collector(problems);
  for (const { name, parameters, metric, values, flawed, iterations, processes } of columns) {
    series.add({
      name,
      parameters,
      metric: metric.name,
      unit: metric.unit.name,
      better: direction.get(metric.written) ?? metric.better,
      samples: flawed ? undefined : Float64Array.from(values),
      iterations: Float64Array.from(iterations),
      processes,
    });
  }
  return series.list();
}

/** Every line of a benchmark has the same columns, unless it reports some of its own only now and then. */
function noteUneven(columns: readonly Column[], problems: ProblemLog): void {
  const lines = new Map<string, number>();
  for (const { name, parameters, whose, values } of columns) {
    const key = JSON.stringify([name, parameters.map(({ value }) => value)]);
    const most = lines.get(key) ?? values.length;
    lines.set(key, most);
    if (most === values.length) continue;
    problems.note("count-differs", `there are ${values.length} figures of ${whose}, and ${most} of others of it.`);
  }
}
