/**
 * Reads a value out of a file's bytes and nothing else, so that the value can be remembered by blob id for ever.
 * Raise `version` when the same bytes give another value: remembered values of older versions are then not used.
 */
export interface Extractor<T> {
  readonly id: string;
  readonly version: number;
  extract(bytes: Uint8Array): T;
  encode(value: T): string;
  /** Throws when the text was not made by `encode` of this version; the value is then extracted anew. */
  decode(text: string): T;
}

/** Where extracted values are remembered. A lost value costs time, never correctness. */
export interface DerivedValues {
  read(extractor: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  write(extractor: string, values: ReadonlyMap<string, string>): Promise<void>;
}
