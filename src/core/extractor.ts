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

/** Extracts from many blobs while this thread goes on. */
export interface BulkExtraction {
  /** Says that so many blobs are about to be read, so that whatever extracts from them can get ready meanwhile. */
  expect(blobs: number): void;
  /**
   * What `encode` makes of the value of each blob, by id. Undefined when it is not worth it, or when the extractor is
   * not known there: the caller then extracts itself.
   */
  extract(
    extractor: Pick<Extractor<unknown>, "id" | "version">,
    blobs: ReadonlyMap<string, Uint8Array>,
  ): Promise<ReadonlyMap<string, string>> | undefined;
}
