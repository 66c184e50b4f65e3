import type { Position } from "./position.ts";

/** Something wrong at one place of a file. `fix` replaces what is advised of its kind in general. */
export interface YamlProblem {
  readonly rule: "not-yaml" | "too-large" | "unknown-key" | "invalid-value";
  readonly at: Position;
  readonly what: string;
  readonly fix?: string | undefined;
}
