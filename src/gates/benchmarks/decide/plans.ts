import type { Plan } from "./model.ts";

const limit = 0.1;

/**
 * Ten blocks, and ten more where these leave anything undecided. Nearly all of the alpha is the second look's, since the second is
 * there for what the first leaves open. With both, a true 10 % passes as unchanged with a probability of 0.5 % + 2.5 % at most. The
 * alphas sum up to less than the 2 % to be kept, because noise is not quite what Student's t takes it for.
 */
export const twoLooks: Plan = {
  limit,
  looks: [
    { blocks: 10, alpha: 0.001, confidence: 0.99 },
    { blocks: 20, alpha: 0.014, confidence: 0.95 },
  ],
};

/**
 * Twenty blocks more for the few suites that two looks leave open: where processes vary by 5 %, or benchmarks are unlike, twenty
 * blocks are too few for any test. All that is new is bought with 0.3 % more of alarms, and 1 % more of a true 10 % that passes.
 */
export const threeLooks: Plan = {
  limit,
  looks: [...twoLooks.looks, { blocks: 40, alpha: 0.003, confidence: 0.98 }],
};

/** All that two looks spend on alarms, at once. */
export function oneLook(blocks: number): Plan {
  return { limit, looks: [{ blocks, alpha: 0.015, confidence: 0.95 }] };
}
