import { matcherOf } from "../../formats/globs/path-globs.ts";
import type { BranchBaseSettings } from "./model.ts";

/** Tells whether a branch may be changed; undefined where nobody knows which one is the default. */
export function isAllowedBy(
  { allowed }: Pick<BranchBaseSettings, "allowed">,
  defaultBranch: string | undefined,
): ((branch: string) => boolean) | undefined {
  if (allowed !== undefined) return matcherOf(allowed);
  return defaultBranch === undefined ? undefined : (branch) => branch === defaultBranch;
}

/** The branch to advise: the default one where it is allowed, else the first that is named in full. */
export function advisedBranch(
  settings: Pick<BranchBaseSettings, "allowed">,
  defaultBranch: string | undefined,
): string | undefined {
  if (defaultBranch !== undefined && isAllowedBy(settings, defaultBranch)?.(defaultBranch)) return defaultBranch;
  return settings.allowed?.find((pattern) => !/[*?[\]{}\\]/.test(pattern));
}
