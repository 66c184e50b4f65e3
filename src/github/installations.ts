import { z } from "zod";
import { Fault } from "../core/fault.ts";
import type { Listing } from "../core/listing.ts";
import type { Octokit } from "./client.ts";
import { faultOf, pauseOf } from "./refusals.ts";

/** Whether the app is installed and may act. `octokit` speaks as the app. */
export type InstallationState = "active" | "suspended" | "gone";

const Installation = z.object({ id: z.int().positive(), suspended_at: z.string().nullish() });

export async function readInstallation(octokit: Octokit, installationId: number): Promise<InstallationState> {
  try {
    const { data } = await octokit.rest.apps.getInstallation({ installation_id: installationId });
    return Installation.parse(data).suspended_at ? "suspended" : "active";
  } catch (error) {
    if (error instanceof Fault && error.code === "GITHUB_NOT_FOUND") return "gone";
    throw error;
  }
}

/** Where the app is installed on a repository. */
export interface RepositoryInstallation {
  readonly id: number;
  /** The user or organization that has the repository. */
  readonly accountId: number | undefined;
  readonly state: Exclude<InstallationState, "gone">;
}

const OfRepository = Installation.extend({ account: z.object({ id: z.int().positive() }).nullish() });

/** The installation through which the app sees this repository; undefined when it does not. `octokit` speaks as the app. */
export async function findInstallation(
  octokit: Octokit,
  { owner, name: repo }: { readonly owner: string; readonly name: string },
): Promise<RepositoryInstallation | undefined> {
  try {
    const { data } = await octokit.rest.apps.getRepoInstallation({ owner, repo });
    const { id, account, suspended_at: suspendedAt } = OfRepository.parse(data);
    return { id, accountId: account?.id, state: suspendedAt ? "suspended" : "active" };
  } catch (error) {
    if (error instanceof Fault && error.code === "GITHUB_NOT_FOUND") return undefined;
    throw error;
  }
}

const pageSize = 100;
const mostPages = 100;

/** Every installation of the app that is not suspended. */
export async function listInstallations(octokit: Octokit): Promise<Listing<number>> {
  const items: number[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const { data } = await octokit.rest.apps.listInstallations({ per_page: pageSize, page });
    const installations = z.array(Installation).parse(data);
    items.push(...installations.filter((installation) => !installation.suspended_at).map(({ id }) => id));
    if (installations.length < pageSize) return { items, complete: true };
  }
  return { items, complete: false };
}

/** The installation's present token, for git. The client keeps it and asks for a new one shortly before it ends. */
export async function installationToken(octokit: Octokit, options: { readonly refresh: boolean }): Promise<string> {
  // This request passes none of the client's hooks.
  const authentication = await octokit.auth({ type: "installation", ...options }).catch((error: unknown) => {
    throw faultOf(error, "POST /app/installations/{installation_id}/access_tokens", pauseOf(error, Date.now()));
  });
  return z.object({ token: z.string() }).parse(authentication).token;
}
