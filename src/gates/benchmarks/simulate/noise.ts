/** How measurements vary though nothing has changed. Deviations are those of logarithms: 0.05 is about 5 %. */
export interface Noise {
  readonly name: string;
  /** Between processes of one benchmark on one machine. */
  readonly process: number;
  /** Between rounds of one process. */
  readonly round: number;
  /** So much slower the machine is with every process that it runs. */
  readonly drift: number;
  /** The share of processes that something else on the machine slows down, by 10 to 65 %. */
  readonly bursts: number;
  /** How unlike the suite's benchmarks are: the deviation of the logarithm by which each one's noise is multiplied. */
  readonly unlike: number;
}

const calm = { process: 0.03, round: 0.05, drift: 0, bursts: 0, unlike: 0 } as const;

/** Every noise that the rule is tried with. */
export const noises: readonly Noise[] = [
  ...[0.05, 0.15].flatMap((round) =>
    [0.015, 0.03, 0.05].map(
      (process): Noise => ({
        ...calm,
        name: `processes ${percent(process)}, rounds ${percent(round)}`,
        process,
        round,
      }),
    ),
  ),
  { ...calm, name: "drift, processes 3 %, rounds 5 %", drift: 0.005 },
  { ...calm, name: "bursts, processes 1.5 %, rounds 5 %", process: 0.015, bursts: 0.15 },
  { ...calm, name: "bursts, processes 3 %, rounds 5 %", bursts: 0.15 },
  { ...calm, name: "unlike benchmarks, 3 %, rounds 5 %", unlike: 0.5 },
];

function percent(share: number): string {
  return `${share * 100} %`;
}

/** What slows down every process alike wanders by so much from one to the next. */
export const wander = 0.007;
/** How much of a round's deviation the next one takes over. */
export const roundMemory = 0.3;
/** So many rounds are hit by something, and take 1.3 to 3 times as long. */
export const spikes = 0.03;
/** Between runs on different days, on whatever machine there is; three quarters of it is the whole suite's alike. */
export const betweenRuns = 0.07;
export const sharedBetweenRuns = 0.75;
