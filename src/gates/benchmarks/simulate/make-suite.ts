import type { Block, PairedSeries } from "../decide/model.ts";
import { meanOf } from "./mean.ts";
import { betweenRuns, type Noise, roundMemory, sharedBetweenRuns, spikes, wander } from "./noise.ts";
import type { Random } from "./random.ts";

export interface Size {
  readonly benchmarks: number;
  readonly blocks: number;
  /** Of each process. */
  readonly rounds: number;
}

/** A suite that has not changed, measured in the order base, head, head, base, and so on. */
export function makeSuite(noise: Noise, size: Size, random: Random): readonly PairedSeries[] {
  const machine = wandering(noise, 2 * size.blocks, random);
  return Array.from({ length: size.benchmarks }, () => {
    const scale = Math.exp(noise.unlike * random.normal());
    // One piece of memory for all processes: thousands of small ones cost more than the numbers in them.
    const memory = new Float64Array(2 * size.blocks * size.rounds);
    const run = (place: number) => {
      const rounds = memory.subarray(place * size.rounds, (place + 1) * size.rounds);
      fillRounds(rounds, (machine[place] ?? 0) + processLevel(noise, scale, random), noise.round * scale, random);
      return rounds;
    };
    const blocks = Array.from({ length: size.blocks }, (_, index): Block => {
      const [first, second] = [run(2 * index), run(2 * index + 1)];
      return index % 2 === 0 ? { base: first, head: second } : { base: second, head: first };
    });
    return { better: "lower", blocks };
  });
}

/**
 * Each call makes one more benchmark's means of single runs on different days, one a night, of which the last is the pull
 * request's: so many as `nights`, and one.
 */
export function makeHistory(noise: Noise, rounds: number, nights: number, random: Random): () => Float64Array {
  const shared = Array.from({ length: nights + 1 }, () => betweenRuns * Math.sqrt(sharedBetweenRuns) * random.normal());
  const run = new Float64Array(rounds);
  return () => {
    const scale = Math.exp(noise.unlike * random.normal());
    return Float64Array.from(shared, (level) => {
      const own = betweenRuns * Math.sqrt(1 - sharedBetweenRuns) * random.normal() + processLevel(noise, scale, random);
      fillRounds(run, level + own, noise.round * scale, random);
      return meanOf(run);
    });
  };
}

/** What each process of the whole suite has in common, by its place in time. */
function wandering({ drift }: Noise, processes: number, random: Random): readonly number[] {
  let level = 0;
  return Array.from({ length: processes }, () => {
    level += drift + wander * random.normal();
    return level;
  });
}

function processLevel({ process, bursts }: Noise, scale: number, random: Random): number {
  const slowed = bursts > 0 && random.uniform() < bursts ? Math.log(1.1 + 0.55 * random.uniform()) : 0;
  return process * scale * random.normal() + slowed;
}

/** Makes rounds that remember each other, with some that something hit. */
function fillRounds(rounds: Float64Array, level: number, deviation: number, random: Random): void {
  let state = random.normal();
  for (let index = 0; index < rounds.length; index += 1) {
    if (index > 0) state = roundMemory * state + freshness * random.normal();
    const spike = random.uniform() < spikes ? 1.3 + 1.7 * random.uniform() : 1;
    rounds[index] = exp(level + deviation * state) * spike;
  }
}

// Looked up once, as in random.ts.
const { exp } = Math;
const freshness = Math.sqrt(1 - roundMemory * roundMemory);
