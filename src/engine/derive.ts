import type { DerivedValues, ExtractInBulk, Extractor } from "../core/extractor.ts";
import { Fault } from "../core/fault.ts";
import type { Blob, Derived, RepositorySource } from "../core/repository.ts";
import type { DerivedMemory, Recollection } from "./derived-memory.ts";

/** So many blobs are in memory at once; their values are far smaller and may all be. */
const blobsAtOnce = 1_000;

/**
 * Encoded characters of all values that one question reads anew. A repository of 100,000 files has some 30 million; a
 * change that brings many more was made to use up the memory.
 */
const maxCharacters = 64_000_000;

export interface DerivingOptions {
  /** Encoded characters of all values that one question reads anew. */
  readonly limit?: number;
  readonly extractInBulk?: ExtractInBulk | undefined;
}

/**
 * The `derive` of a repository source: values come from memory, else from what is remembered on disk, else they
 * are extracted from the blobs, which are read in bulk, and written back. `memory` may be shared by any number of
 * evaluations and repositories, because a value depends on nothing but its blob. Values are shared too: treat them
 * as read-only. An exception of `extract` is passed on: an extractor answers with a value that says "unreadable".
 * Throws REPOSITORY_TOO_LARGE when what is read anew takes more than `limit` characters.
 */
export function deriving(
  blobs: RepositorySource["blobs"],
  remembered: DerivedValues,
  memory: DerivedMemory,
  { limit = maxCharacters, extractInBulk }: DerivingOptions = {},
): RepositorySource["derive"] {
  return async <T>(extractor: Extractor<T>, ids: readonly string[]) => {
    const recollection = memory.of(extractor);
    const derived = new Map<string, Derived<T>>();
    const unknown = new Set<string>();
    for (const id of ids) {
      const known = recollection.get(id);
      if (known === undefined) unknown.add(id);
      else derived.set(id, known);
    }
    if (unknown.size === 0) return derived;

    const budget = budgetOf(limit);
    for (const id of await readRemembered(extractor, remembered, [...unknown], recollection, derived, budget))
      unknown.delete(id);
    let extracting: Promise<void> | undefined;
    for (const chunk of chunksOf([...unknown], blobsAtOnce)) {
      // The next blobs are read while values of these are extracted elsewhere.
      const read = await blobs(chunk);
      await extracting;
      extracting = extractAll(extractor, read, { recollection, derived, budget, extractInBulk }).then(async (fresh) => {
        if (fresh.size > 0) await remembered.write(nameOf(extractor), fresh);
      });
      // Whoever awaits it is told.
      extracting.catch(() => undefined);
    }
    await extracting;
    return derived;
  };
}

/** Under which name values are remembered; another version is another name, so old values are never read. */
function nameOf(extractor: Extractor<unknown>): string {
  return `${extractor.id}@${extractor.version}`;
}

/** Takes over what decodes, and tells which ids that were. What does not decode is extracted anew. */
async function readRemembered<T>(
  extractor: Extractor<T>,
  remembered: DerivedValues,
  ids: readonly string[],
  recollection: Recollection<T>,
  derived: Map<string, Derived<T>>,
  spend: Budget,
): Promise<readonly string[]> {
  const taken: string[] = [];
  for (const [id, text] of await remembered.read(nameOf(extractor), ids)) {
    const decoded = decode(extractor, text);
    if (decoded === undefined) continue;
    spend(text.length);
    recollection.set(id, decoded, text.length);
    derived.set(id, decoded);
    taken.push(id);
  }
  return taken;
}

function decode<T>(extractor: Extractor<T>, text: string): Derived<T> | undefined {
  try {
    return { kind: "value", value: extractor.decode(text) };
  } catch {
    // Written by another program or damaged. The blob still has the truth.
    return undefined;
  }
}

interface Taking<T> {
  readonly recollection: Recollection<T>;
  readonly derived: Map<string, Derived<T>>;
  readonly budget: Budget;
  readonly extractInBulk: ExtractInBulk | undefined;
}

/** Extracts every blob that could be read and returns the encoded values. */
async function extractAll<T>(
  extractor: Extractor<T>,
  blobs: ReadonlyMap<string, Blob>,
  { recollection, derived, budget, extractInBulk }: Taking<T>,
): Promise<ReadonlyMap<string, string>> {
  const readable = new Map<string, Uint8Array>();
  for (const [id, blob] of blobs) {
    // Not remembered: a limit may be raised, a missing object may arrive.
    if (blob.kind === "bytes") readable.set(id, blob.bytes);
    else derived.set(id, blob);
  }
  const texts = await extractInBulk?.(extractor, readable);
  const fresh = new Map<string, string>();
  for (const [id, bytes] of readable) {
    const encoded = texts?.get(id);
    const value = encoded === undefined ? extractor.extract(bytes) : extractor.decode(encoded);
    const text = encoded ?? extractor.encode(value);
    budget(text.length);
    fresh.set(id, text);
    recollection.set(id, { kind: "value", value }, text.length);
    derived.set(id, { kind: "value", value });
  }
  return fresh;
}

type Budget = (characters: number) => void;

function budgetOf(limit: number): Budget {
  let spent = 0;
  return (characters) => {
    spent += characters;
    if (spent <= limit) return;
    const message = `What the files of this change hold is more than is read at once: over ${limit} characters.`;
    throw new Fault("REPOSITORY_TOO_LARGE", message, { retry: false });
  };
}

function* chunksOf(ids: readonly string[], size: number): Generator<readonly string[]> {
  for (let start = 0; start < ids.length; start += size) yield ids.slice(start, start + size);
}
