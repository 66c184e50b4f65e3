import type { Extractor } from "../core/extractor.ts";
import type { Derived } from "../core/repository.ts";

/** Extracted values in the memory of one process, over all evaluations. */
export interface DerivedMemory {
  of<T>(extractor: Extractor<T>): Recollection<T>;
}

/** What is known in memory of one extractor. `size` is the length of the encoded value. */
export interface Recollection<T> {
  get(id: string): Derived<T> | undefined;
  set(id: string, value: Derived<T>, size: number): void;
}

export interface DerivedMemoryLimits {
  /** Values of one extractor. */
  readonly maxEntries: number;
  /** Encoded characters of one extractor's values; the decoded values take a small multiple of it in bytes. */
  readonly maxCharacters: number;
}

const defaultLimits: DerivedMemoryLimits = { maxEntries: 200_000, maxCharacters: 100_000_000 };

/** An empty memory, bounded for each extractor: values that nobody asked for lately are forgotten first. */
export function derivedMemory(limits: DerivedMemoryLimits = defaultLimits): DerivedMemory {
  const recollections = new Map<string, NamedRecollection<unknown>>();
  return {
    of<T>(extractor: Extractor<T>) {
      const existing = recollections.get(extractor.id);
      if (existing !== undefined && isOf(existing, extractor)) return existing;
      // Another version of the same extractor replaces the older one.
      const fresh = recollectionOf<T>(extractor.id, extractor.version, limits);
      recollections.set(extractor.id, fresh);
      return fresh;
    },
  };
}

interface NamedRecollection<T> extends Recollection<T> {
  readonly id: string;
  readonly version: number;
}

/** By contract, an extractor's id and version decide what it extracts, hence also the type. */
function isOf<T>(
  recollection: NamedRecollection<unknown>,
  extractor: Extractor<T>,
): recollection is NamedRecollection<T> {
  return recollection.id === extractor.id && recollection.version === extractor.version;
}

/**
 * Two generations instead of a list in order of use, so that a hit costs one look-up: when the young one is full it
 * becomes the old one, and what is still in use moves over from there.
 */
function recollectionOf<T>(id: string, version: number, limits: DerivedMemoryLimits): NamedRecollection<T> {
  let young = new Map<string, Kept<T>>();
  let old = new Map<string, Kept<T>>();
  let youngCharacters = 0;

  function keep(key: string, kept: Kept<T>): void {
    young.set(key, kept);
    youngCharacters += kept.size;
    if (young.size * 2 < limits.maxEntries && youngCharacters * 2 < limits.maxCharacters) return;
    old = young;
    young = new Map();
    youngCharacters = 0;
  }

  return {
    id,
    version,
    get(key) {
      const inYoung = young.get(key);
      if (inYoung !== undefined) return inYoung.value;
      const inOld = old.get(key);
      if (inOld === undefined) return undefined;
      keep(key, inOld);
      return inOld.value;
    },
    set(key, value, size) {
      keep(key, { value, size });
    },
  };
}

interface Kept<T> {
  readonly value: Derived<T>;
  readonly size: number;
}
