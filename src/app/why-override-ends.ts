import { Fault } from "../core/fault.ts";
import type { OverlapStore } from "../core/overlap-store.ts";
import type { Override } from "../core/override.ts";
import { isSameBlob } from "../core/repository.ts";
import type { GitDirectory } from "../git/clone.ts";

/** What knows how things are now. */
interface Present {
  readonly git: Pick<GitDirectory, "resolve" | "fileAt">;
  readonly overlaps: Pick<OverlapStore, "head">;
}

/**
 * Why an override does not hold for this head any more: a push has changed one of its files, or the other pull request that it is
 * about has another head. Undefined while it does. Throws the Faults of git.
 */
export async function whyOverrideEnds(
  { git, overlaps }: Present,
  override: Override,
  { repositoryId, headSha }: { readonly repositoryId: number; readonly headSha: string },
): Promise<string | undefined> {
  const { other, paths } = override;
  const known = other === undefined ? undefined : await overlaps.head(repositoryId, other.number);
  // Of one that is closed nothing is known, and nothing of it has to pass.
  if (known !== undefined && known.headSha !== other?.head) return `There was a push to #${known.number}.`;
  if (override.headSha === headSha) return undefined;
  if (paths.length === 0) return "There was a push.";
  const changed = await firstChanged(git, override, headSha);
  return changed === undefined ? undefined : `A push changed ${changed}.`;
}

async function firstChanged(
  git: Present["git"],
  { headSha: before, paths }: Override,
  headSha: string,
): Promise<string | undefined> {
  try {
    const commit = await git.resolve(before);
    for (const path of paths) {
      if (!isSameBlob(await git.fileAt(commit, path), await git.fileAt(headSha, path))) return path;
    }
    return undefined;
  } catch (error) {
    // The mirror has forgotten a head that nothing leads to any more, so nobody can say what is the same.
    if (error instanceof Fault && error.code === "UNKNOWN_REVISION") return paths[0];
    throw error;
  }
}
