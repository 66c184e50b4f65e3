import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { OpenPullRequest, PullRequestOverlap } from "../../../core/pull-request-overlaps.ts";
import type { DescribedPair } from "./describe-pair.ts";
import type { EvaluatedPair } from "./evaluate.ts";

/** One of a pair: what its head is called, and the pull request that it stands for. */
export interface OverlapSide {
  readonly ref: string;
  readonly open: OpenPullRequest;
}

/** What else is known of a pair. `described` is as the subject sees it; left out where nobody looked. */
export interface KnownOfPair {
  readonly described: DescribedPair | undefined;
  ownersOf(path: string): readonly string[];
}

/** A pair that meets, as the subject is told of it. */
export function overlapOf(
  pair: EvaluatedPair,
  subject: OverlapSide,
  other: OverlapSide,
  { described, ownersOf }: KnownOfPair,
): PullRequestOverlap {
  const { aThenB, bThenA } = pair.orders;
  return {
    id: idOf(
      subject.open.number,
      other.open.number,
      pair.files.map(({ path }) => path),
    ),
    other: other.open,
    level: pair.level,
    orders:
      pair.a === subject.ref
        ? { mineThenTheirs: aThenB, theirsThenMine: bThenA }
        : { mineThenTheirs: bThenA, theirsThenMine: aThenB },
    files:
      described?.files ??
      pair.files.map(({ path, kind }) => {
        const unknown = { pathInMine: undefined, pathInTheirs: undefined, mine: [], theirs: [] };
        return { path, kind, ...unknown, owners: ownersOf(path) };
      }),
    symbols: pair.symbols,
    ...(pair.together === undefined ? {} : { together: pair.together }),
    otherChange: described?.otherChange ?? [],
    yields: { number: (pair.yields === subject.ref ? subject : other).open.number, rule: pair.rule },
  };
}

/** The same for both, and as long as they meet at the same paths. */
function idOf(one: number, other: number, paths: readonly string[]): string {
  const [first, second] = [one, other].toSorted((a, b) => a - b);
  const digest = bytesToHex(sha256(utf8ToBytes(paths.toSorted().join("\0"))));
  return `o-${first}-${second}-${digest.slice(0, 6)}`;
}
