import type { History } from "../core/history.ts";
import type { RepositoryName } from "../core/target.ts";
import { firstBranches } from "../git/branches.ts";
import { fetchRefs, withToken } from "./fetch-refs.ts";
import type { Services } from "./services.ts";

/** The branches that the repository has now. Asking costs one look at its refs, and one fetch of those that are chosen. */
export function serverBranches(
  services: Services,
  installationId: number,
  repository: RepositoryName,
): History["branches"] {
  return async (chosen, limit) => {
    const listed = await withToken(services, installationId, repository, (access) => services.mirrors.branches(access));
    const wanted = firstBranches(
      listed.filter(({ name }) => chosen(name)),
      limit,
    );
    if (wanted.items.length === 0) return wanted;
    const refs = wanted.items.map(({ name }) => `refs/heads/${name}`);
    const { commits } = await fetchRefs(services, installationId, repository, refs);
    const items = wanted.items.map(({ name, tip }, index) => ({ name, tip: commits[index] ?? tip }));
    return { items, complete: wanted.complete };
  };
}
