import { join } from "node:path";
import { badUsage } from "../../core/bad-usage.ts";
import { configureRepository, createBareRepository, git } from "./git.ts";
import { findRepository, userNamed } from "./look-up.ts";
import type { Repository, User, World } from "./world.ts";

const safeName = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/;

/** The accounts of apps have names that nobody else can have. */
const botName = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}\[bot\]$/;

export function createUser(
  world: World,
  login: string,
  type: User["type"] = "User",
  id: number = world.nextId(),
): User {
  const known = world.users.get(login.toLowerCase());
  if (known !== undefined) return known;
  if (!(type === "Bot" ? botName : safeName).test(login)) throw badUsage(`${login} cannot be the name of an account.`);
  const user: User = { id, login, type };
  world.users.set(login.toLowerCase(), user);
  return user;
}

export async function createRepository(
  world: World,
  options: { readonly owner: string; readonly name: string; readonly private: boolean },
): Promise<Repository> {
  const repository = register(world, options, undefined);
  await createBareRepository(repository.directory);
  return repository;
}

/** A copy under another account, with the branches of the original. */
export async function forkRepository(world: World, original: Repository, owner: string): Promise<Repository> {
  const fork = register(world, { owner, name: original.name, private: original.private }, original);
  await createBareRepository(fork.directory);
  await git(fork.directory, "fetch", "-q", original.directory, "refs/heads/*:refs/heads/*", "refs/tags/*:refs/tags/*");
  await configureRepository(fork.directory);
  return fork;
}

function register(
  world: World,
  options: { readonly owner: string; readonly name: string; readonly private: boolean },
  forkOf: Repository | undefined,
): Repository {
  const owner = userNamed(world, options.owner);
  if (!safeName.test(options.name)) throw badUsage(`${options.name} cannot be the name of a repository.`);
  if (findRepository(world, owner.login, options.name) !== undefined) {
    throw badUsage(`${owner.login}/${options.name} exists already.`);
  }
  const id = world.nextId();
  const now = world.clock();
  const repository: Repository = {
    id,
    owner,
    name: options.name,
    private: options.private,
    directory: join(world.directory, "repositories", `${id}.git`),
    forkOf,
    defaultBranch: "main",
    createdAt: now,
    pushedAt: now,
    pulls: new Map(),
    issues: new Map(),
    hasIssues: true,
    comments: new Map(),
    roles: new Map(),
    lastNumber: 0,
    runs: new Map(),
    suites: new Map(),
    workflows: new Map(),
    workflowRuns: new Map(),
    artifacts: new Map(),
    attestations: new Map(),
    releases: new Map(),
    knownCommits: new Map(),
    activities: [],
  };
  world.repositories.set(id, repository);
  return repository;
}
