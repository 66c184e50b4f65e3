import { createRandom } from "../../src/gates/benchmarks/simulate/random.ts";

/** So many of a list, chosen evenly, in its order; the same for the same seed. */
export function sample<T>(items: readonly T[], count: number, seed: number): readonly T[] {
  const random = createRandom(seed, items.length, count);
  const places = items.map((_, place) => ({ place, weight: random.uniform() }));
  const chosen = places.toSorted((a, b) => a.weight - b.weight).slice(0, count);
  return chosen.toSorted((a, b) => a.place - b.place).flatMap(({ place }) => items[place] ?? []);
}

/** The value that a share of all does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? Number.NaN;
}
