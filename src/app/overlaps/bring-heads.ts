import { Fault } from "../../core/fault.ts";
import type { KnownHead } from "../../core/overlap-store.ts";
import type { RepositoryName } from "../../core/target.ts";
import type { GitDirectory } from "../../git/clone.ts";
import { treesOf } from "../../git/overlap/tree-ids.ts";
import { fetchRefs } from "../fetch-refs.ts";
import type { Services } from "../services.ts";
import type { NumberedHead } from "./book.ts";

export interface HeadsPlace {
  readonly installationId: number;
  readonly repository: RepositoryName;
  readonly git: GitDirectory;
}

/** So many heads are asked for in one fetch. */
const refsAtOnce = 100;

/**
 * The commits of open pull requests that the mirror has, fetched by their numbers where it lacks them. A head that was
 * pushed to meanwhile comes with its new commit; one that cannot be had is left out, and so are all when `until`, in epoch
 * milliseconds, is over.
 */
export async function bringHeads(
  services: Services,
  place: HeadsPlace,
  heads: readonly KnownHead[],
  until: number,
): Promise<readonly NumberedHead[]> {
  const wanted = heads.map(({ number, headSha }) => ({ number, commit: headSha }));
  const present = await treesOf({ gitDir: place.git.gitDir }, [...new Set(wanted.map(({ commit }) => commit))]);
  const brought = wanted.filter(({ commit }) => present.has(commit));
  const missing = wanted.filter(({ commit }) => !present.has(commit));
  for (let start = 0; start < missing.length && services.clock() < until; start += refsAtOnce) {
    brought.push(...(await fetchHeads(services, place, missing.slice(start, start + refsAtOnce))));
  }
  return brought;
}

/** One ref that is gone fails the whole fetch: then each half is tried alone. */
async function fetchHeads(
  services: Services,
  place: HeadsPlace,
  heads: readonly NumberedHead[],
): Promise<readonly NumberedHead[]> {
  const refs = heads.map(({ number }) => `refs/pull/${number}/head`);
  try {
    const { commits } = await fetchRefs(services, place.installationId, place.repository, refs);
    return heads.flatMap(({ number }, at) => {
      const commit = commits[at];
      return commit === undefined ? [] : [{ number, commit }];
    });
  } catch (cause) {
    if (!(cause instanceof Fault) || cause.code !== "UNKNOWN_REVISION") throw cause;
    if (heads.length === 1) return [];
    const half = heads.length >> 1;
    return [
      ...(await fetchHeads(services, place, heads.slice(0, half))),
      ...(await fetchHeads(services, place, heads.slice(half))),
    ];
  }
}
