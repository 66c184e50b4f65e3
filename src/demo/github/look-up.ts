import { badUsage } from "../../core/bad-usage.ts";
import type { PullRequest } from "./conversation-types.ts";
import { fullName, type Installation, type Repository, type User, type World } from "./world.ts";

/** GitHub compares names without regard to case. */
export function findRepository(world: World, owner: string, name: string): Repository | undefined {
  const wanted = `${owner}/${name}`.toLowerCase();
  return [...world.repositories.values()].find((repository) => fullName(repository).toLowerCase() === wanted);
}

export function installationOf(world: World, repository: Repository): Installation | undefined {
  return [...world.installations.values()].find(({ repositories }) => repositories.has(repository.id));
}

export function userNamed(world: World, login: string): User {
  const user = world.users.get(login.toLowerCase());
  if (user === undefined) throw badUsage(`The stand-in has no account ${login}.`);
  return user;
}

export function repositoryWith(world: World, id: number): Repository {
  const repository = world.repositories.get(id);
  if (repository === undefined) throw badUsage(`There is no repository ${id}.`);
  return repository;
}

export function pullWith(repository: Repository, number: number): PullRequest {
  const pull = repository.pulls.get(number);
  if (pull === undefined) throw badUsage(`${fullName(repository)} has no pull request ${number}.`);
  return pull;
}

export function installationWith(world: World, id: number): Installation {
  const installation = world.installations.get(id);
  if (installation === undefined) throw badUsage(`There is no installation ${id}.`);
  return installation;
}
