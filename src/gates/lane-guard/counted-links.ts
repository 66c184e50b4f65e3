import type { ImportGraph } from "../../formats/imports/graph/graph.ts";
import type { Contract } from "./settings/contract.ts";

/** Which imports a contract looks at, besides those of statements that run. */
export interface CountedLinks {
  /** Those below `if TYPE_CHECKING:`. */
  readonly typeChecking: boolean;
  /** Calls that import, and lists of plugins. */
  readonly dynamic: boolean;
}

export const everyLink: CountedLinks = { typeChecking: true, dynamic: true };

export function countedLinks(contract: Contract): CountedLinks {
  return {
    typeChecking: contract["type-checking"] === "include",
    dynamic: contract["dynamic-imports"] === "include",
  };
}

/** `link` is an index of the graph's rows. */
export function isCounted(graph: ImportGraph, link: number, { typeChecking, dynamic }: CountedLinks): boolean {
  return (typeChecking || graph.runs[link] !== 0) && (dynamic || graph.dynamic[link] !== 1);
}
