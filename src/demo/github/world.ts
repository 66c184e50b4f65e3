import type { Attestation } from "./attestations.ts";
import type { CheckRun, CheckSuite } from "./check-types.ts";
import type { KnownCommit } from "./commit-verification.ts";
import type { Comment, Issue, PullRequest } from "./conversation-types.ts";
import type { Release } from "./releases.ts";
import type { Role } from "./roles.ts";
import type { Artifact, Workflow, WorkflowRun } from "./workflow-types.ts";

/** What the stand-in knows. Everything about content is asked from git instead. */
export interface World {
  readonly webUrl: string;
  readonly apiUrl: string;
  readonly directory: string;
  readonly clock: () => number;
  readonly tokenLifetimeMs: number;
  readonly app: AppRegistration;
  readonly users: Map<string, User>;
  readonly repositories: Map<number, Repository>;
  readonly installations: Map<number, Installation>;
  readonly tokens: Map<string, InstallationToken>;
  nextId(): number;
}

export type Permissions = Readonly<Record<string, string>>;

export interface AppRegistration {
  readonly id: number;
  readonly clientId: string;
  readonly slug: string;
  readonly name: string;
  readonly owner: User;
  /** What the app writes is by this user. */
  readonly bot: User;
  readonly privateKey: string;
  readonly publicKey: string;
  readonly webhookSecret: string;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly hookId: number;
  readonly createdAt: number;
}

export interface User {
  readonly id: number;
  readonly login: string;
  readonly type: "User" | "Organization" | "Bot";
}

export interface Repository {
  readonly id: number;
  readonly owner: User;
  readonly name: string;
  readonly private: boolean;
  /** The bare git repository. */
  readonly directory: string;
  readonly forkOf: Repository | undefined;
  readonly defaultBranch: string;
  readonly createdAt: number;
  pushedAt: number;
  readonly pulls: Map<number, PullRequest>;
  /** Numbers are shared with pull requests. */
  readonly issues: Map<number, Issue>;
  hasIssues: boolean;
  /** On issues and pull requests. */
  readonly comments: Map<number, Comment>;
  /** Of users that were given one, by their ids. */
  readonly roles: Map<number, Role>;
  /** Of issues and pull requests, also of deleted ones. */
  lastNumber: number;
  readonly runs: Map<number, CheckRun>;
  readonly suites: Map<number, CheckSuite>;
  /** By path. */
  readonly workflows: Map<string, Workflow>;
  readonly workflowRuns: Map<number, WorkflowRun>;
  readonly artifacts: Map<number, Artifact>;
  readonly attestations: Map<number, Attestation>;
  readonly releases: Map<number, Release>;
  /** By commit: what GitHub says of its signature. */
  readonly knownCommits: Map<string, KnownCommit>;
  /** Moves of its branches, oldest first. */
  readonly activities: Activity[];
}

/** Somebody moved a branch. */
export interface Activity {
  readonly id: number;
  readonly branch: string;
  readonly before: string;
  readonly after: string;
  readonly type: "push" | "force_push" | "branch_creation" | "branch_deletion";
  readonly at: number;
  readonly by: User;
}

export interface Installation {
  readonly id: number;
  readonly account: User;
  readonly repositories: Set<number>;
  readonly createdAt: number;
  updatedAt: number;
  suspended: { readonly at: number; readonly by: User } | undefined;
}

export interface InstallationToken {
  readonly installationId: number;
  readonly permissions: Permissions;
  /** Undefined: every repository of the installation. */
  readonly repositoryIds: ReadonlySet<number> | undefined;
  readonly expiresAt: number;
}

export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}

export function timestamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
