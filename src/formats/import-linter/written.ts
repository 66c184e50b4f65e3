import type { LinterProblem } from "./configuration.ts";

/** A file as it is written, before anybody asks what its words mean. */
export interface WrittenFile {
  readonly general: WrittenSection | undefined;
  readonly contracts: readonly WrittenSection[];
  readonly problems: readonly LinterProblem[];
  /** What every section inherits that does not set it itself. */
  readonly defaults: ReadonlyMap<string, DefaultOption>;
  /** Whether other tools have sections in it, too. */
  readonly isShared: boolean;
}

export interface WrittenSection {
  readonly line: number;
  readonly options: ReadonlyMap<string, WrittenOption>;
}

export interface WrittenOption {
  readonly line: number;
  /** Written as one value, not as a list. */
  readonly single: boolean;
  /** Without blank ones. */
  readonly items: readonly WrittenItem[];
}

/** It may be meant for other sections, so what is wrong with it counts only where it is asked for. */
interface DefaultOption extends WrittenOption {
  readonly problems: readonly LinterProblem[];
}

export interface WrittenItem {
  readonly text: string;
  readonly line: number;
}
