import type { History } from "./history.ts";

/** Whose say a change of one path needs, by what the base says. */
export interface PathOwners {
  /** Any one of them may change it. Empty where everybody may. */
  readonly owners: readonly string[];
  /** The task that it is set aside for, by its id. */
  readonly pack: string | undefined;
}

/** The owners of every path that was asked for, or why nobody can say. */
export type OwnersOfPaths =
  | { readonly kind: "owners"; readonly of: ReadonlyMap<string, PathOwners> }
  | { readonly kind: "unavailable"; readonly because: string };

/** The read-only ports that a gate may ask about owners. */
export interface OwnerSources {
  readonly repository: { readonly history: Pick<History, "versions"> };
  /** Epoch milliseconds. */
  readonly now: number;
}
