import { types } from "node:util";

/** Why an archive is not read. In plain words, for whoever made it: what, where, and what to do. */
export interface Refusal {
  readonly kind: "refused";
  readonly because: string;
  /** The entry that it is about, cut to a bearable length. Foreign text. */
  readonly path?: string;
}

const maxShownPath = 200;

export function refused(because: string, path?: string): Refusal {
  if (path === undefined) return { kind: "refused", because };
  return { kind: "refused", because, path: path.length > maxShownPath ? `${path.slice(0, maxShownPath)}…` : path };
}

/** What a library says about damage, as an addition to a sentence of ours. */
export function detailOf(error: unknown): string {
  return types.isNativeError(error) ? ` (${error.message.slice(0, 200)})` : "";
}

/** What the system calls it, without the path of this machine that its message holds. */
export function codeOf(error: unknown): string {
  return types.isNativeError(error) && "code" in error ? ` (${error.code})` : "";
}
