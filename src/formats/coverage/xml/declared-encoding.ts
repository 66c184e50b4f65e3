import { shown } from "../../reports/problem-log.ts";
import type { ProblemRule } from "../problems.ts";

/** Encodings that a report may declare. What was UTF-16 has been turned into UTF-8 before. */
const labels: Readonly<Record<string, string>> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "utf-16": "utf-8",
  "us-ascii": "utf-8",
  ascii: "utf-8",
  "iso-8859-1": "windows-1252",
  "windows-1252": "windows-1252",
};

/** The text of the next piece; without one, what the last left over. Throws for bytes that are none. */
export type Decode = (piece?: Uint8Array) => string;

/** Decodes as the XML declaration in the first piece says; as UTF-8, if it says nothing. */
export function declaredDecoder(piece: Uint8Array, stop: (rule: ProblemRule, what: string) => void): Decode {
  const head = new TextDecoder("windows-1252").decode(piece.subarray(0, 256));
  const declared =
    /^\s{0,9}<\?xml[^>]{0,200}?\sencoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})["']/.exec(head)?.[1] ?? "utf-8";
  const label = Object.hasOwn(labels, declared.toLowerCase()) ? labels[declared.toLowerCase()] : undefined;
  if (label === undefined) stop("encoding", `it declares the encoding ${shown(declared)}, which is not read.`);
  const decoder = new TextDecoder(label ?? "utf-8", { fatal: true });
  return (next) => (next === undefined ? decoder.decode() : decoder.decode(next, { stream: true }));
}
