import type { Series } from "../../formats/benchmarks/model.ts";
import { keyOf } from "./compare/benchmark-name.ts";
import { roundsOf, sharedFigure, typical } from "./compare/figures.ts";
import { type EarlierRuns, seriesIn } from "./compare/history-benchmarks.ts";
import type { LimitOf } from "./compare/limits.ts";
import { type BenchmarkPlace, directionOf, placeOf } from "./compare/paired-benchmarks.ts";
import { steps } from "./decide/steps.ts";

/** What a commit of the default branch measured. */
interface MeasuredCommit extends EarlierRuns {
  readonly commit: string;
}

export interface DriftFlag {
  readonly flag: string;
  /** The oldest first. */
  readonly commits: readonly MeasuredCommit[];
  readonly better: "lower" | "higher" | undefined;
}

/** A benchmark that became worse between two commits, and has been since. */
export interface WorseStep {
  readonly place: BenchmarkPlace;
  /** The last commit with figures before it, and the first one after it. */
  readonly from: string;
  readonly to: string;
  /** Levels, in the unit that was measured. */
  readonly before: number;
  readonly after: number;
  /** All figures, the oldest first. */
  readonly course: readonly number[];
}

/**
 * Steps by more than the benchmark's limit that are neither accepted nor made good since: the present level still is worse by
 * more than half the limit than the one before the step.
 */
export function worseSteps(
  { flag, commits, better }: DriftFlag,
  limitOf: LimitOf,
  since: (place: BenchmarkPlace) => number,
): readonly WorseStep[] {
  const latest = new Set(commits.slice(-recent).map(({ commit }) => commit));
  const present = coursesOf(commits).filter(({ points }) => points.some(({ commit }) => latest.has(commit)));
  return present.flatMap(({ first, testbed, points }) => {
    const place = placeOf(first, { flag, testbed });
    const limit = limitOf(place);
    const direction = directionOf(first.better, better);
    if (limit === "none" || direction === undefined) return [];
    const from = since(place);
    const counted = figuresOf(points.filter(({ at }) => at >= from));
    const course = counted.map(({ figure }) => figure);
    const found = steps(course);
    const level = found.at(-1)?.after ?? Number.NaN;
    const cost = (one: number, other: number) => (direction === "lower" ? other / one : one / other);
    return found.flatMap(({ index, before, after }): WorseStep[] => {
      const isWorse = cost(before, after) > 1 + limit && cost(before, level) > 1 + limit / 2;
      const [last, next] = [counted[index - 1], counted[index]];
      if (!isWorse || last === undefined || next === undefined) return [];
      return [{ place, from: last.commit, to: next.commit, before, after, course }];
    });
  });
}

/** A machine that none of so many commits was measured on is gone, and what was slow there with it. */
const recent = 20;

interface Point {
  readonly commit: string;
  readonly at: number;
  readonly all: readonly Series[];
}

interface Course {
  readonly first: Series;
  readonly testbed: string;
  readonly points: Point[];
}

/** The series of each benchmark on each machine. */
function coursesOf(commits: readonly MeasuredCommit[]): readonly Course[] {
  const courses = new Map<string, Course>();
  for (const { commit, at, runs } of commits) {
    for (const { first, testbed, all } of seriesIn(runs).values()) {
      const key = JSON.stringify([testbed, keyOf(first)]);
      const course = courses.get(key) ?? { first, testbed, points: [] };
      courses.set(key, course);
      course.points.push({ commit, at, all });
    }
  }
  return [...courses.values()];
}

function figuresOf(points: readonly Point[]): readonly { readonly commit: string; readonly figure: number }[] {
  const kind = points.length === 0 ? undefined : sharedFigure(points.flatMap(({ all }) => all));
  if (kind === undefined) return [];
  const rounds = (series: Series) => typical(roundsOf(series, kind) ?? []);
  return points.map(({ commit, all }) => ({ commit, figure: typical(all.map(rounds)) }));
}
