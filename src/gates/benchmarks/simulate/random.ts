/** Numbers that look random, and are the same for the same seed on every machine. */
export interface Random {
  /** From 0 up to, and without, 1. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
}

// Looked up once: where the global object is not a plain one, looking up takes longer than computing.
const { log, sqrt } = Math;

/** Blackman and Vigna's xoshiro128** (2018), seeded with every part of `seed`, so that streams of neighbours have nothing in common. */
export function createRandom(...seed: readonly number[]): Random {
  let [s0 = 0, s1 = 0, s2 = 0, s3 = 0] = seedState(seed);
  let spare: number | undefined;

  function bits(): number {
    // Products this small are exact.
    const result = (rotate((s1 * 5) | 0, 7) * 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotate(s3, 11);
    return result;
  }

  function uniform(): number {
    return bits() / 2 ** 32;
  }

  /** By the polar method (Marsaglia and Bray 1964), which makes two at a time. */
  function normal(): number {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = sqrt((-2 * log(square)) / square);
      spare = y * factor;
      return x * factor;
    }
  }

  return { uniform, normal };
}

/** Each word goes through SplitMix32's finaliser, so that seeds which differ in one bit differ in all. */
function seedState(seed: readonly number[]): Uint32Array {
  const state = new Uint32Array(4);
  let hash = 0;
  for (let index = 0; index < 4; index += 1) {
    for (const part of [...seed, index]) hash = mixed((hash + part + 0x9e3779b9) >>> 0);
    state[index] = hash;
  }
  // All zero is the one state that it never leaves.
  if (state.every((word) => word === 0)) state[0] = 1;
  return state;
}

function mixed(value: number): number {
  const first = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  const second = Math.imul(first ^ (first >>> 15), 0x735a2d97);
  return (second ^ (second >>> 15)) >>> 0;
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
