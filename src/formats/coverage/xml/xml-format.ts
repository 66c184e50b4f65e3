import type { ReadCoverage } from "../reader.ts";
import type { Attributes } from "./attributes.ts";
import type { LeafReader } from "./leaf.ts";

/** One format that is written in XML. */
export interface XmlFormat {
  /** All elements that it has. Others are problems, since a misspelt one may have held lines. */
  readonly elements: ReadonlySet<string>;
  /** The elements that have text. Elsewhere it is a problem, since it may have been a tag. */
  readonly texts: ReadonlySet<string>;
  readonly leaf: LeafReader;
  open(name: string, attributes: Attributes, parents: readonly string[]): void;
  close(name: string): void;
  text(name: string, text: string): void;
  end(): ReadCoverage;
}
