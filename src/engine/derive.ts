import type { BulkExtraction, DerivedValues, Extractor } from "../core/extractor.ts";
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
  readonly bulk?: BulkExtraction | undefined;
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
  { limit = maxCharacters, bulk }: DerivingOptions = {},
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
    bulk?.expect(unknown.size);
    let extracting: Promise<void> | undefined;
    const extractNext = async (read: ReadonlyMap<string, Blob>) => {
      const before = extracting;
      extracting = extractAll(extractor, read, derived, bulk).then(async (all) => {
        await before;
        const fresh = takeEach(all, recollection, derived, budget);
        if (fresh.size > 0) await remembered.write(nameOf(extractor), fresh);
      });
      // Whoever awaits it is told.
      extracting.catch(() => undefined);
      await before;
    };
    // Blobs are read while values of those before are extracted elsewhere; nothing here holds on to either.
    for (const chunk of chunksOf([...unknown], blobsAtOnce)) await blobs(chunk).then(extractNext);
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

/**
 * Extracts from every blob that could be read; the others answer for themselves. No part of it that waits holds on to
 * the bytes, so that those which are extracted elsewhere can go.
 */
function extractAll<T>(
  extractor: Extractor<T>,
  blobs: ReadonlyMap<string, Blob>,
  derived: Map<string, Derived<T>>,
  bulk: BulkExtraction | undefined,
): Promise<Iterable<Extracted<T>>> {
  const readable = new Map<string, Uint8Array>();
  for (const [id, blob] of blobs) {
    // Not remembered: a limit may be raised, a missing object may arrive.
    if (blob.kind === "bytes") readable.set(id, blob.bytes);
    else derived.set(id, blob);
  }
  const elsewhere = bulk?.extract(extractor, readable);
  if (elsewhere === undefined) return Promise.resolve(extractEach(extractor, readable));
  return elsewhere.then((texts) => decodeEach(extractor, texts));
}

interface Extracted<T> {
  readonly id: string;
  readonly value: T;
  readonly text: string;
}

function* decodeEach<T>(extractor: Extractor<T>, texts: ReadonlyMap<string, string>): Generator<Extracted<T>> {
  for (const [id, text] of texts) yield { id, value: extractor.decode(text), text };
}

function* extractEach<T>(extractor: Extractor<T>, blobs: ReadonlyMap<string, Uint8Array>): Generator<Extracted<T>> {
  for (const [id, bytes] of blobs) {
    const value = extractor.extract(bytes);
    yield { id, value, text: extractor.encode(value) };
  }
}

/** Keeps the values, and answers with their texts. */
function takeEach<T>(
  all: Iterable<Extracted<T>>,
  recollection: Recollection<T>,
  derived: Map<string, Derived<T>>,
  budget: Budget,
): ReadonlyMap<string, string> {
  const fresh = new Map<string, string>();
  for (const { id, value, text } of all) {
    budget(text.length);
    fresh.set(id, text);
    const known: Derived<T> = { kind: "value", value };
    recollection.set(id, known, text.length);
    derived.set(id, known);
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
