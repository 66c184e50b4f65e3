import { Fault } from "../core/fault.ts";
import type { RepositoryName } from "../core/target.ts";
import type { FetchedMirror, MirrorAccess } from "../git/mirrors.ts";
import { installationToken } from "../github/installations.ts";
import type { Services } from "./services.ts";

/** What is needed to fetch. */
export type FetchServices = Pick<Services, "probot" | "mirrors" | "settings">;

/** Brings these refs into the repository's mirror. */
export async function fetchRefs(
  services: FetchServices,
  installationId: number,
  repository: RepositoryName,
  refs: readonly string[],
): Promise<FetchedMirror> {
  const wants = refs.map((ref) => ({ ref }));
  return withToken(services, installationId, repository, (access) => services.mirrors.fetch({ ...access, wants }));
}

interface FetchedRef {
  readonly git: FetchedMirror;
  /** The commit that the ref names. */
  readonly tip: string;
}

/** Brings one ref into the mirror, by its full name; undefined where the repository has none of it, or it names no commit. */
export async function fetchRef(
  services: FetchServices,
  installationId: number,
  repository: RepositoryName,
  ref: string,
): Promise<FetchedRef | undefined> {
  try {
    const git = await fetchRefs(services, installationId, repository, [ref]);
    const [tip] = git.commits;
    return tip === undefined ? undefined : { git, tip };
  } catch (error) {
    if (error instanceof Fault && error.code === "UNKNOWN_REVISION") return undefined;
    throw error;
  }
}

/**
 * Does what reads the repository over git. A token can die before its hour (suspension, changed permissions): once, with a
 * new one, is tried again.
 */
export async function withToken<T>(
  services: FetchServices,
  installationId: number,
  { id, owner, name }: RepositoryName,
  work: (access: MirrorAccess) => Promise<T>,
): Promise<T> {
  const octokit = await services.probot.auth(installationId);
  const workWith = async (refresh: boolean) =>
    work({
      repositoryId: id,
      url: `${services.settings.github.webUrl}/${owner}/${name}.git`,
      token: await installationToken(octokit, { refresh }),
    });
  try {
    return await workWith(false);
  } catch (error) {
    if (error instanceof Fault && error.code === "GITHUB_FORBIDDEN") return workWith(true);
    throw error;
  }
}
