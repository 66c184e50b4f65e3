import type { ModulePair } from "./contracts/violations.ts";
import type { IgnoredImport } from "./settings/names.ts";

/** An import that a contract does not look at until a day, and the links of one graph that this is about. */
export interface DatedException {
  /** `importer -> imported`, as it is written. */
  readonly text: string;
  /** The last day on which it holds. */
  readonly until: string;
  readonly reason: string;
  readonly links: readonly ModulePair[];
}

interface Ignoring {
  readonly text: string;
  readonly until: string | undefined;
  readonly reason: string;
}

/** Each import that is ignored once. Of entries about the same one, that counts which holds longest. */
export function lastOfEach(ignores: readonly IgnoredImport[]): readonly Ignoring[] {
  const last = new Map<string, Ignoring>();
  for (const ignored of ignores) {
    const written = typeof ignored === "string" ? { import: ignored } : ignored;
    const { import: text, until, reason = "" } = { until: undefined, ...written };
    const known = last.get(text);
    const isLonger = known?.until !== undefined && (until === undefined || until > known.until);
    if (known === undefined || isLonger) last.set(text, { text, until, reason });
  }
  return [...last.values()];
}

/** Days compare as text. */
export function isOver(until: string | undefined, today: string): boolean {
  return until !== undefined && until < today;
}
