import type { SimulatedCell, SimulatedResult, Target } from "./simulate-output.ts";

interface Asked extends Pick<Target, "what" | "limit" | "bound"> {
  /** Of which cells; by default all. */
  readonly of?: (cell: SimulatedCell) => boolean;
  /** The true change that is to be found, where one is. */
  readonly change?: number;
  readonly count: (result: SimulatedResult) => number;
}

const changed = (result: SimulatedResult, change: number) => result.changes.find((one) => one.change === change);
const found = (change: number) => (result: SimulatedResult) => changed(result, change)?.found ?? 0;

/** What two looks at 30 rounds a block are to keep, whatever the noise; and three. */
const asked: readonly Asked[] = [
  { what: "innocent suites blocked", bound: "at-most", limit: 0.02, count: ({ blocked }) => blocked },
  { what: "a true 10 % found", bound: "at-least", limit: 0.93, change: 0.1, count: found(0.1) },
  {
    what: "a true 10 % found, where processes vary by 3 % or less",
    bound: "at-least",
    limit: 0.97,
    of: ({ process }) => process <= 0.03,
    change: 0.1,
    count: found(0.1),
  },
  { what: "a true 20 % found", bound: "at-least", limit: 0.99, change: 0.2, count: found(0.2) },
  {
    what: "a true 10 % passes in silence",
    bound: "at-most",
    limit: 0.05,
    count: (result) => changed(result, 0.1)?.silent ?? 0,
  },
];

const methods = ["two looks", "three looks"] as const;

/** Holds what came out against what is asked. Chance is not allowed for: a share of few suites can miss what many would keep. */
export function judgeTargets(cells: readonly SimulatedCell[], suites: number): readonly Target[] {
  return methods.flatMap((method) => asked.map((one) => judgeTarget(one, method, cells, suites)));
}

function judgeTarget(asked: Asked, method: Target["method"], cells: readonly SimulatedCell[], suites: number): Target {
  const { what, limit, bound, of = () => true, change, count } = asked;
  const shares = cells.filter(of).flatMap((cell) => {
    const result = cell.results.find((one) => one.method === method);
    return result === undefined ? [] : [{ cell, share: count(result) / suites }];
  });
  const misses = shares.filter(({ share }) => (bound === "at-most" ? share > limit : share < limit));
  const all = shares.map(({ share }) => share);
  const worst = bound === "at-most" ? Math.max(...all) : Math.min(...all);
  const missed = misses.map(({ cell, share }) => {
    const ideal = method === "two looks" ? idealOf(cell, change) : "";
    return `${cell.noise}, ${cell.benchmarks} benchmarks: ${percent(share)}${ideal}`;
  });
  return { method, what, limit, bound, worst, cells: shares.length, missed };
}

/** So that a miss can be told from what nobody can reach. */
function idealOf({ ideal }: SimulatedCell, change: number | undefined): string {
  const found = ideal.find((one) => one.change === change)?.found;
  return found === undefined ? "" : `; an ideal test finds ${percent(found)}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
