/** The least cost so far, by the level of the segment that is open: rise · (level − centre)² + rest up to `end`. */
interface Piece {
  readonly end: number;
  readonly rise: number;
  readonly centre: number;
  readonly rest: number;
  /** Where the open segment begins. */
  readonly since: number;
}

export interface Weights {
  /** What a value further from its segment's level costs no more than the square of. */
  readonly reach: number;
  /** What each further segment costs. */
  readonly penalty: number;
}

/**
 * Where the segments after the first one begin that together cost least:
 *
 *     Σ over values of min((value − level)², reach²) + penalty · (segments − 1)
 *
 * Exact, by functional pruning (R-FPOP: Fearnhead and Rigaill 2019, algorithms 1 to 3): the least cost is kept as a function of
 * the open segment's level, piece by piece, and whatever could never catch up with a new segment is dropped. No segment is
 * shorter than penalty/reach² values, since it would cost less as outliers of its neighbour.
 */
export function robustSegments(values: ArrayLike<number>, { reach, penalty }: Weights): readonly number[] {
  const openedAt: number[] = [];
  let pieces: readonly Piece[] = [{ end: Number.POSITIVE_INFINITY, rise: 0, centre: 0, rest: 0, since: 0 }];
  for (let index = 0; index < values.length; index += 1) {
    const { cost, since } = cheapest(pieces);
    openedAt.push(since);
    // Before the first value there is nothing to end.
    const capped = index === 0 ? pieces : cap(pieces, cost + penalty, index);
    pieces = add(capped, values[index] ?? 0, reach);
  }
  const starts: number[] = [];
  for (let start = cheapest(pieces).since; start > 0; start = openedAt[start] ?? 0) starts.push(start);
  return starts.reverse();
}

function cheapest(pieces: readonly Piece[]): { readonly cost: number; readonly since: number } {
  let best = { cost: Number.POSITIVE_INFINITY, since: 0 };
  let start = Number.NEGATIVE_INFINITY;
  for (const { end, rise, centre, rest, since } of pieces) {
    const distance = rise === 0 ? 0 : Math.max(start - centre, centre - end, 0);
    const cost = rest + rise * distance * distance;
    if (cost < best.cost) best = { cost, since };
    start = end;
  }
  return best;
}

/** Where it costs more than `most`, a segment begins instead. */
function cap(pieces: readonly Piece[], most: number, since: number): readonly Piece[] {
  const capped: Piece[] = [];
  const push = (piece: Piece) => append(capped, piece);
  let start = Number.NEGATIVE_INFINITY;
  for (const piece of pieces) {
    const { end, rise, centre, rest } = piece;
    const half = rest > most ? -1 : rise === 0 ? Number.POSITIVE_INFINITY : Math.sqrt((most - rest) / rise);
    const fresh = { rise: 0, centre: 0, rest: most, since };
    const [low, high] = [Math.max(start, centre - half), Math.min(end, centre + half)];
    if (low >= high) push({ ...fresh, end });
    else {
      if (low > start) push({ ...fresh, end: low });
      push({ ...piece, end: high });
      if (high < end) push({ ...fresh, end });
    }
    start = end;
  }
  return capped;
}

/** Adds what `value` costs. */
function add(pieces: readonly Piece[], value: number, reach: number): readonly Piece[] {
  const sums: Piece[] = [];
  const [low, high] = [value - reach, value + reach];
  let start = Number.NEGATIVE_INFINITY;
  for (const piece of pieces) {
    const far = { ...piece, rest: piece.rest + reach * reach };
    if (start < low) append(sums, { ...far, end: Math.min(piece.end, low) });
    if (piece.end > low && start < high) append(sums, { ...near(piece, value), end: Math.min(piece.end, high) });
    if (piece.end > high) append(sums, far);
    start = piece.end;
  }
  return sums;
}

function near(piece: Piece, value: number): Piece {
  const rise = piece.rise + 1;
  const away = value - piece.centre;
  return {
    ...piece,
    rise,
    centre: piece.centre + away / rise,
    rest: piece.rest + (piece.rise / rise) * away * away,
  };
}

/** Neighbours that are one function are one piece. */
function append(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  const one =
    last !== undefined &&
    last.since === piece.since &&
    last.rise === piece.rise &&
    last.rest === piece.rest &&
    (last.rise === 0 || last.centre === piece.centre);
  if (one) pieces[pieces.length - 1] = piece;
  else pieces.push(piece);
}
