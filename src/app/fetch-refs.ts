import { Fault } from "../core/fault.ts";
import type { RepositoryName } from "../core/target.ts";
import type { FetchedMirror } from "../git/mirrors.ts";
import { installationToken } from "../github/installations.ts";
import type { Services } from "./services.ts";

/** What is needed to fetch. */
export type FetchServices = Pick<Services, "probot" | "mirrors" | "settings">;

/**
 * Brings these refs into the repository's mirror. A token can die before its hour (suspension, changed permissions): once,
 * with a new one, is tried again.
 */
export async function fetchRefs(
  services: FetchServices,
  installationId: number,
  { id, owner, name }: RepositoryName,
  refs: readonly string[],
): Promise<FetchedMirror> {
  const octokit = await services.probot.auth(installationId);
  const fetchWith = async (refresh: boolean) =>
    services.mirrors.fetch({
      repositoryId: id,
      url: `${services.settings.github.webUrl}/${owner}/${name}.git`,
      token: await installationToken(octokit, { refresh }),
      wants: refs.map((ref) => ({ ref })),
    });
  try {
    return await fetchWith(false);
  } catch (error) {
    if (error instanceof Fault && error.code === "GITHUB_FORBIDDEN") return fetchWith(true);
    throw error;
  }
}
