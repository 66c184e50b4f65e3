import type { SaxesParser } from "saxes";
import { MAX_DEPTH } from "../../reports/limits.ts";
import type { LeafReader } from "./leaf.ts";
import type { XmlHandler, XmlState } from "./xml-stream.ts";

/**
 * Hands a piece to the XML parser, but for leaves that are written plainly. Whether the parser stands between two
 * elements, where a leaf may be read without it, is only known right behind a tag.
 */
export function feed(piece: Uint8Array, parser: SaxesParser, handler: XmlHandler, state: XmlState): void {
  let [given, place] = [0, 0];
  const give = (end: number) => {
    const text = state.decode(piece.subarray(given, end));
    given = end;
    if (state.stopped) return;
    parser.write(text);
    state.written += text.length;
  };
  while (!state.stopped) {
    const leaf = handler.leaf();
    place = leaf === undefined ? -1 : leaf.find(piece, place);
    if (leaf === undefined || place === -1) break;
    if (leaf.read(piece, place) !== -1) {
      give(place);
      if (!state.stopped && isBetween(piece, place, state))
        given = readLeaves(piece, place, leaf, parser, handler, state);
    }
    place = Math.max(given, place + 1);
  }
  if (given < piece.length && !state.stopped) give(piece.length);
}

/** Whether there was nothing but space since the last tag ended, and an element is open. */
function isBetween(piece: Uint8Array, place: number, state: XmlState): boolean {
  const since = state.written - state.lastTag;
  const { length } = state.parents;
  if (state.lastTag === -1 || since < 0 || since > place || length === 0 || length >= MAX_DEPTH) return false;
  for (let before = place - since; before < place; before += 1) if (!isSpace(piece[before])) return false;
  return true;
}

/** Reads leaves and the space between them, and answers where something else begins. */
function readLeaves(
  piece: Uint8Array,
  start: number,
  leaf: LeafReader,
  parser: SaxesParser,
  handler: XmlHandler,
  state: XmlState,
): number {
  let place = start;
  for (let end = leaf.read(piece, place); end !== -1; end = leaf.read(piece, place)) {
    handler.open(leaf.name, leaf.attributes, state.parents);
    handler.close(leaf.name);
    for (place = end; isSpace(piece[place]); place += 1) if (piece[place] === newline) parser.line += 1;
  }
  state.lastTag = state.written;
  state.lastEvent = state.written;
  return place;
}

const [tab, newline, carriageReturn, space] = [9, 10, 13, 32];

function isSpace(byte: number | undefined): boolean {
  return byte === space || byte === newline || byte === tab || byte === carriageReturn;
}
