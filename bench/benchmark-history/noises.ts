import type { Random } from "../../src/gates/benchmarks/simulate/random.ts";

/** How the logarithms of a benchmark's figures vary from commit to commit, the last one being head. */
export interface HistoryNoise {
  readonly name: string;
  /** Whether nothing but chance makes the figures differ. */
  readonly stationary: boolean;
  readonly make: (count: number, random: Random) => readonly number[];
}

type Make = HistoryNoise["make"];

function normal(deviation: number): Make {
  return (count, random) => Array.from({ length: count }, () => deviation * random.normal());
}

/** Student's t with three degrees of freedom. */
function longTailed(deviation: number): Make {
  return (count, random) =>
    Array.from({ length: count }, () => {
      const square = random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2;
      return (deviation * random.normal()) / Math.sqrt(square / 3);
    });
}

function remembering(share: number, deviation: number): Make {
  return (count, random) => {
    let state = random.normal();
    return Array.from({ length: count }, (_, index) => {
      if (index > 0) state = share * state + Math.sqrt(1 - share * share) * random.normal();
      return deviation * state;
    });
  };
}

/** So many earlier figures are at the new level, and head. */
function stepped(since: number, factor: number, make: Make): Make {
  return (count, random) =>
    make(count, random).map((log, index) => (index >= count - 1 - since ? log + Math.log(factor) : log));
}

/** One earlier figure, wherever it is, takes half as long again. */
function withOutlier(make: Make): Make {
  return (count, random) => {
    const hit = Math.floor(random.uniform() * (count - 1));
    return make(count, random).map((log, index) => (index === hit ? log + Math.log(1.5) : log));
  };
}

/** Now and then a figure takes 10 to 65 % longer. */
function hit(share: number, make: Make): Make {
  return (count, random) =>
    make(count, random).map((log) => (random.uniform() < share ? log + Math.log(1.1 + 0.55 * random.uniform()) : log));
}

function creeping(each: number, make: Make): Make {
  return (count, random) => make(count, random).map((log, index) => log + each * index);
}

/** One of two machines, of which one is slower. */
function mixed(share: number, factor: number, make: Make): Make {
  return (count, random) => make(count, random).map((log) => (random.uniform() < share ? log + Math.log(factor) : log));
}

const calm = normal(0.03);

export const historyNoises: readonly HistoryNoise[] = [
  { name: "1.5 %", stationary: true, make: normal(0.015) },
  { name: "3 %", stationary: true, make: calm },
  { name: "5 %", stationary: true, make: normal(0.05) },
  { name: "3 %, a step of +30 % 15 commits ago", stationary: false, make: stepped(15, 1.3, calm) },
  { name: "3 %, a step of +30 % 6 commits ago", stationary: false, make: stepped(6, 1.3, calm) },
  { name: "3 %, a step of +30 % 2 commits ago", stationary: false, make: stepped(2, 1.3, calm) },
  { name: "3 %, one outlier of +50 % in each", stationary: false, make: withOutlier(calm) },
  { name: "3 %, long tails (t with 3 df)", stationary: true, make: longTailed(0.03) },
  { name: "3 %, remembering (AR 0.5)", stationary: true, make: remembering(0.5, 0.03) },
  { name: "3 %, remembering (AR 0.8)", stationary: true, make: remembering(0.8, 0.03) },
  { name: "3 %, creeping 0.1 % a commit", stationary: false, make: creeping(0.001, calm) },
  { name: "3 %, creeping 0.3 % a commit", stationary: false, make: creeping(0.003, calm) },
  { name: "3 %, 0.5 % of figures +10..65 %", stationary: true, make: hit(0.005, calm) },
  { name: "3 %, 3 % of figures +10..65 %", stationary: true, make: hit(0.03, calm) },
  { name: "3 %, 15 % of figures +10..65 %", stationary: true, make: hit(0.15, calm) },
  { name: "3 %, 30 % on a machine 20 % slower", stationary: true, make: mixed(0.3, 1.2, calm) },
];
