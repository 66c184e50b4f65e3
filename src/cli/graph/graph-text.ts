import type { GraphOptions } from "../commands/graph.ts";

/** A text to print, and places that could not be read. */
export interface GraphText {
  readonly text: string;
  readonly unread: readonly string[];
}

/** Whether more is asked for than the list of everything. The bare list is older, and other programs rely on its shape. */
export function asksForView({ lanes, focus, path, diff }: GraphOptions): boolean {
  return lanes === true || focus !== undefined || path !== undefined || diff !== undefined;
}
