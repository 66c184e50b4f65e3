import { locateSuite } from "./locate-suite.ts";
import { moderate, type Variance } from "./moderate.ts";
import { sorted } from "./order.ts";

/** All are logarithms of head to base, where more is worse. */
export interface Measured {
  readonly centre: number;
  readonly standardError: number;
  /** Degrees of freedom of the standard error. */
  readonly df: number;
  readonly blocks: number;
}

/** The smallest standard deviation of a block that is believed, so that a counter which never varies can be judged, too. */
const minDeviation = 0.005;
/** So large a variance decides nothing, and can still be computed with. */
const maxVariance = 1e6;

/**
 * What the blocks of each benchmark say, in the light of the others: they share what they know of how a block varies, but not of
 * how many blocks count, since that is known of each.
 */
export function measureSuite(samples: readonly (readonly number[])[]): readonly Measured[] {
  // Sums depend on the order of their terms; what a look says of its blocks does not.
  const locations = locateSuite(samples.map(sorted));
  const own = locations.map(
    ({ variance, counting }): Variance => ({
      variance: Math.min(Math.max(variance, minDeviation ** 2), maxVariance),
      df: Math.max(1, counting - 1),
    }),
  );
  const moderated = moderate(own);
  return locations.map(({ centre, counting }, index) => {
    const { variance, df } = moderated[index] ?? { variance: maxVariance, df: 1 };
    return { centre, standardError: Math.sqrt(variance / counting), df, blocks: samples[index]?.length ?? 0 };
  });
}
