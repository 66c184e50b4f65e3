import type { SourcePath } from "./model.ts";

export const tooLarge = { kind: "too-large", line: 1 } as const;
/** Of a configuration that is a link to somewhere. */
export const symbolicLink = { kind: "symbolic-link", line: 1 } as const;

/**
 * Whether nothing is known of a file. It also stands for one that this clone did not have: that may have arrived since, so
 * what is known of one tree is no answer for the next.
 */
export function isTooLarge({ problems }: Pick<SourcePath, "problems">): boolean {
  return problems.some(({ kind }) => kind === tooLarge.kind);
}
