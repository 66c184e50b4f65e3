import { SaxesParser } from "saxes";
import { MAX_DEPTH } from "../../reports/limits.ts";
import { shown } from "../../reports/problem-log.ts";
import { MAX_TEXT_CHARACTERS } from "../limits.ts";
import type { ProblemLog, ProblemRule } from "../problems.ts";
import { type Attributes, attributesOf } from "./attributes.ts";
import { type Decode, declaredDecoder } from "./declared-encoding.ts";
import { feed } from "./feed.ts";
import type { LeafReader } from "./leaf.ts";

/** What a format does with the elements of its document. */
export interface XmlHandler {
  /** `parents` are the names of the elements around it, the root first. Attributes hold during this call only. */
  open(name: string, attributes: Attributes, parents: readonly string[]): void;
  close(name: string): void;
  /** Text that is not only space, directly inside of the last of `parents`. */
  text(text: string, parents: readonly string[]): void;
  /** For the element that most of the document consists of, once it is known. */
  leaf(): LeafReader | undefined;
}

export interface XmlStream {
  /** The first piece has to hold the declaration whole. */
  push(piece: Uint8Array): void;
  end(): void;
}

/** Where the parser stands. */
export interface XmlState {
  /** Names of the elements that are open. */
  readonly parents: string[];
  stopped: boolean;
  closing: boolean;
  /** Characters that the parser was given. */
  written: number;
  /** How many of them it had read when the last tag, comment or instruction ended; -1 for no tag. */
  lastEvent: number;
  lastTag: number;
  decode(piece: Uint8Array): string;
}

/**
 * Reads XML in pieces. Nothing outside of the document is ever fetched, no entity but the five of XML is known, and
 * what is nested too deep or is too long is refused. Reading stops at the first mistake; what was read until then stays.
 */
export function xmlStream(handler: XmlHandler, problems: ProblemLog): XmlStream {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.ENTITIES = Object.assign(Object.create(null), { amp: "&", apos: "'", gt: ">", lt: "<", quot: '"' });
  let decode: Decode | undefined;
  const decodeNext = (piece?: Uint8Array) => (decode === undefined ? "" : decodePiece(decode, piece, stop));
  const state: XmlState = {
    ...{ parents: [], stopped: false, closing: false, written: 0, lastEvent: 0, lastTag: -1 },
    decode: decodeNext,
  };
  problems.locate(() => ({ line: parser.line }));

  function stop(rule: ProblemRule, what: string): void {
    if (!state.stopped) problems.note(rule, what);
    state.stopped = true;
  }

  listen(parser, handler, state, stop);
  return {
    push(piece) {
      if (state.stopped) return;
      decode ??= declaredDecoder(piece, stop);
      const before = state.written;
      feed(piece, parser, handler, state);
      // Before this piece the limit held, so at most one piece more is in memory.
      if (!state.stopped && before - state.lastEvent > MAX_TEXT_CHARACTERS) {
        stop("limit", `a tag or text has more than ${MAX_TEXT_CHARACTERS} characters.`);
      }
    },
    end() {
      const rest = state.stopped ? "" : decodeNext();
      state.closing = true;
      if (!state.stopped) parser.write(rest);
      if (!state.stopped) parser.close();
    },
  };
}

type Stop = (rule: ProblemRule, what: string) => void;

function listen(parser: SaxesParser, handler: XmlHandler, state: XmlState, stop: Stop): void {
  const { parents } = state;
  const happened = () => {
    state.lastEvent = parser.position;
  };
  parser.on("error", ({ message }) => {
    if (state.closing) stop("truncated", "it ends inside the document.");
    else stop("malformed", `it is not well-formed XML: ${shown(message)}.`);
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (state.stopped) return;
    happened();
    state.lastTag = state.lastEvent;
    handler.open(name, attributesOf(attributes), parents);
    parents.push(name);
    if (parents.length > MAX_DEPTH) stop("limit", `elements are nested more than ${MAX_DEPTH} deep.`);
  });
  parser.on("closetag", ({ name }) => {
    if (state.stopped) return;
    happened();
    state.lastTag = state.lastEvent;
    parents.pop();
    handler.close(name);
  });
  const textRead = (text: string) => {
    if (!state.stopped && text.trim() !== "") handler.text(text, parents);
  };
  parser.on("text", textRead);
  parser.on("cdata", textRead);
  parser.on("doctype", (text) => {
    happened();
    if (/<!ENTITY/i.test(text)) stop("entities", "it declares entities, which are never expanded here.");
  });
  parser.on("comment", happened);
  parser.on("processinginstruction", happened);
}

function decodePiece(decode: Decode, piece: Uint8Array | undefined, stop: Stop): string {
  try {
    return decode(piece);
  } catch {
    // A strict decoder throws for nothing else.
    if (piece === undefined) stop("truncated", "it ends inside a character.");
    else stop("encoding", "it has bytes that are not of its encoding.");
    return "";
  }
}
