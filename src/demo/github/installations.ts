import { badUsage } from "../../core/bad-usage.ts";
import type { Emitter } from "./emit.ts";
import { installationView, nodeId, userView } from "./view-account.ts";
import { fullName, type Installation, type Repository, type World } from "./world.ts";

/** Installs the app on repositories of one account, or adds them to its installation there. */
export function installApp(world: World, emitter: Emitter, repositories: readonly Repository[]): Installation {
  const account = repositories[0]?.owner;
  if (account === undefined || repositories.some(({ owner }) => owner !== account)) {
    throw badUsage("An installation is for one or more repositories of one account.");
  }
  const known = [...world.installations.values()].find((installation) => installation.account === account);
  if (known !== undefined) {
    changeRepositories(world, emitter, known, repositories, "added");
    return known;
  }
  const now = world.clock();
  const installation: Installation = {
    id: world.nextId(),
    account,
    repositories: new Set(repositories.map(({ id }) => id)),
    createdAt: now,
    updatedAt: now,
    suspended: undefined,
  };
  world.installations.set(installation.id, installation);
  emitInstallation(world, emitter, installation, "created");
  return installation;
}

/** Adds repositories to an installation, or takes them out of it. */
export function changeRepositories(
  world: World,
  emitter: Emitter,
  installation: Installation,
  repositories: readonly Repository[],
  action: "added" | "removed",
): void {
  for (const { id } of repositories) {
    if (action === "added") installation.repositories.add(id);
    else installation.repositories.delete(id);
  }
  installation.updatedAt = world.clock();
  const listed = repositories.map(shortRepository);
  emitter.installation(`installation-repositories-${action}`, "installation_repositories", installation.id, {
    action,
    installation: installationView(world, installation),
    repository_selection: "selected",
    repositories_added: action === "added" ? listed : [],
    repositories_removed: action === "removed" ? listed : [],
    requester: null,
    sender: userView(world, installation.account),
  });
}

/** Its tokens end at once. */
export function uninstallApp(world: World, emitter: Emitter, installation: Installation): void {
  world.installations.delete(installation.id);
  emitInstallation(world, emitter, installation, "deleted");
}

export function suspendInstallation(world: World, emitter: Emitter, installation: Installation): void {
  installation.suspended = { at: world.clock(), by: installation.account };
  emitInstallation(world, emitter, installation, "suspend");
}

export function unsuspendInstallation(world: World, emitter: Emitter, installation: Installation): void {
  installation.suspended = undefined;
  emitInstallation(world, emitter, installation, "unsuspend");
}

function emitInstallation(
  world: World,
  emitter: Emitter,
  installation: Installation,
  action: "created" | "deleted" | "suspend" | "unsuspend",
): void {
  const repositories = [...installation.repositories]
    .map((id) => world.repositories.get(id))
    .filter((repository) => repository !== undefined)
    .map(shortRepository);
  emitter.installation(`installation-${action}`, "installation", installation.id, {
    action,
    installation: installationView(world, installation),
    repositories,
    requester: null,
    sender: userView(world, installation.account),
  });
}

function shortRepository(repository: Repository) {
  return {
    id: repository.id,
    node_id: nodeId("Repository", repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.private,
  };
}
