import type { ApiFaults, LoggedRequest } from "./api-faults.ts";
import type { StoreAttestation } from "./attestations.ts";
import type { CheckRun } from "./check-types.ts";
import type { KnownCommit } from "./commit-verification.ts";
import type { DeliveryFaults } from "./delivery-faults.ts";
import type { DeliveryAttempt } from "./delivery-log.ts";
import type { GitHubWorld, HostedRepository } from "./github-world.ts";
import type { Limits } from "./limits.ts";
import type { PullRequestEdit } from "./pull-requests.ts";
import type { CreateRelease } from "./releases.ts";
import type { Role } from "./roles.ts";
import type { Violation } from "./violations.ts";
import type { StartWorkflowRun } from "./workflow-runs.ts";
import type { RunConclusion } from "./workflow-types.ts";
import type { Permissions, User } from "./world.ts";

export interface StandInOptions {
  /** Where the repositories are put; made when it does not exist. */
  readonly directory: string;
  /** A free one unless told. */
  readonly port?: number;
  /** `default_permissions` and `default_events` of the app's manifest. */
  readonly appManifest: { readonly permissions: Permissions; readonly events: readonly string[] };
  /** Epoch milliseconds. */
  readonly clock?: () => number;
  /** GitHub: one hour. */
  readonly tokenLifetimeMs?: number;
  readonly limits?: Partial<Limits>;
}

export interface StandInRepository extends HostedRepository {
  readonly private: boolean;
  /** The bare git repository behind it. */
  readonly directory: string;
}

export interface StandInMergeGroup {
  readonly headRef: string;
  readonly headSha: string;
  readonly baseRef: string;
  readonly baseSha: string;
  /** Takes it out of the queue; `merged` moves the base branch. */
  destroy(reason: "merged" | "invalidated" | "dequeued"): Promise<void>;
}

/** A run of a workflow, driven from outside: nothing is executed. */
export interface StandInWorkflowRun {
  /** The same for every attempt. */
  readonly id: number;
  /** A runner takes it up; uploading and completing do so by themselves. */
  begin(): Promise<void>;
  uploadArtifact(name: string, zip: Uint8Array): Promise<{ readonly id: number }>;
  complete(conclusion: RunConclusion): Promise<void>;
  /** A new attempt, which is queued. */
  rerun(): Promise<void>;
}

interface StartStandInRun extends Omit<StartWorkflowRun, "repository" | "headRepository"> {
  readonly repository: StandInRepository;
  readonly headRepository?: StandInRepository;
}

interface StandInDeliveries {
  /** Every attempt, oldest first. */
  readonly log: readonly DeliveryAttempt[];
  setFaults(faults: DeliveryFaults): void;
  /** Sends a logged delivery again, with the same guid. */
  redeliver(id: number): Promise<DeliveryAttempt>;
}

/** An issue as people see it. */
export interface SeenIssue {
  readonly number: number;
  readonly author: string;
  readonly title: string;
  readonly body: string;
  readonly state: "open" | "closed";
  readonly stateReason: string | null;
}

/** What people do with issues. */
interface StandInIssues {
  /** By number. */
  issuesOf(repository: StandInRepository): readonly SeenIssue[];
  openIssue(
    repository: StandInRepository,
    issue: { readonly author: string; readonly title: string; readonly body: string },
  ): { readonly number: number };
  /** As not planned. */
  closeIssue(repository: StandInRepository, number: number): void;
  deleteIssue(repository: StandInRepository, number: number): void;
  /** What there is stays, and nobody sees it. */
  switchIssues(repository: StandInRepository, on: boolean): void;
}

/** What people and bots say below issues and pull requests. */
interface StandInComments {
  /** `throughApp`: an app writes it in the name of the person. */
  comment(
    repository: StandInRepository,
    number: number,
    comment: { readonly as: string; readonly body: string; readonly throughApp?: boolean },
  ): Promise<{ readonly id: number }>;
  editComment(
    repository: StandInRepository,
    id: number,
    edit: { readonly as: string; readonly body: string },
  ): Promise<void>;
  deleteComment(repository: StandInRepository, id: number, as: string): Promise<void>;
  /** The oldest first. */
  commentsOf(
    repository: StandInRepository,
    number: number,
  ): readonly { readonly id: number; readonly author: string; readonly body: string }[];
  /** What somebody may do in the repository; without one, nothing in a private one. */
  grantRole(repository: StandInRepository, login: string, role: Role): void;
}

/** A GitHub on loopback over real git repositories. */
export interface StandIn extends GitHubWorld<StandInRepository>, StandInIssues, StandInComments {
  readonly app: {
    readonly id: number;
    readonly clientId: string;
    readonly privateKey: string;
    readonly webhookSecret: string;
  };
  /** Where webhooks go. Before, they fail and stay in the log. */
  connectWebhook(url: string): void;
  createUser(login: string, type?: User["type"], id?: number): { readonly id: number; readonly login: string };
  /** Answers the installation of the repositories' account. */
  installApp(repositories: readonly StandInRepository[]): Promise<{ readonly id: number }>;
  removeRepositories(installationId: number, repositories: readonly StandInRepository[]): Promise<void>;
  uninstallApp(installationId: number): Promise<void>;
  suspendInstallation(installationId: number): Promise<void>;
  unsuspendInstallation(installationId: number): Promise<void>;
  editPullRequest(repository: StandInRepository, number: number, edit: PullRequestEdit): Promise<void>;
  /** The owner sets the label, or takes it away. */
  labelPullRequest(repository: StandInRepository, number: number, label: string, there?: boolean): Promise<void>;
  mergePullRequest(repository: StandInRepository, number: number): Promise<void>;
  mergeGroup(repository: StandInRepository, number: number): Promise<StandInMergeGroup>;
  rerequestCheckSuite(repository: StandInRepository, checkSuiteId: number): Promise<void>;
  /** Every run on a commit, also the older ones of a name. */
  allCheckRunsOf(repository: StandInRepository, sha: string): readonly CheckRun[];
  startWorkflowRun(options: StartStandInRun): Promise<StandInWorkflowRun>;
  /** As if its days were over: its zip is gone, and it is still listed. */
  expireArtifact(repository: StandInRepository, artifactId: number): Promise<void>;
  /** As if a workflow had uploaded it; nothing is checked. */
  storeAttestation(repository: StandInRepository, attestation: StoreAttestation): { readonly id: number };
  createRelease(repository: StandInRepository, release: CreateRelease): Promise<{ readonly id: number }>;
  /** What GitHub makes of the signature of a commit, and whose it is. */
  judgeCommit(repository: StandInRepository, sha: string, known: KnownCommit): Promise<void>;
  readonly deliveries: StandInDeliveries;
  /** Resolves when no delivery is under way. */
  settle(): Promise<void>;
  readonly faults: ApiFaults;
  /** As if an installation had used up so many requests of its hour. */
  spendRateLimit(installationId: number, requests: number): void;
  readonly requests: readonly LoggedRequest[];
  /** Whatever GitHub's description does not allow, in requests, answers and webhooks. It must stay empty. */
  readonly violations: readonly Violation[];
  close(): Promise<void>;
}
