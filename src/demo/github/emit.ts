import { allows } from "./access.ts";
import type { Contract } from "./contract/contract.ts";
import type { SentWebhook } from "./contract/operations.ts";
import type { Deliveries } from "./deliveries.ts";
import { installationOf } from "./look-up.ts";
import { grantable, nodeId, userView } from "./view-account.ts";
import { repositoryView } from "./view-repository.ts";
import type { Violations } from "./violations.ts";
import type { Repository, User, World } from "./world.ts";

/** Which permission an app needs to get an event. */
const needs: Readonly<Record<string, string>> = {
  pull_request: "pull_requests",
  push: "contents",
  merge_group: "merge_queues",
  check_run: "checks",
  check_suite: "checks",
  workflow_run: "actions",
  issue_comment: "issues",
};

interface Happening {
  readonly name: SentWebhook;
  readonly event: string;
  readonly action?: string;
  readonly repository: Repository;
  readonly sender: User;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Everything that makes webhooks out of what happened. */
export interface Emitter {
  /** Sends what happened in a repository to the app, if it is installed there and subscribed. */
  happened(happening: Happening): void;
  /** Sends an event of the installation itself; every app gets these. */
  installation(
    name: SentWebhook,
    event: string,
    installationId: number,
    payload: Readonly<Record<string, unknown>>,
  ): void;
}

export function createEmitter(
  world: World,
  contract: Contract,
  deliveries: Deliveries,
  violations: Violations,
): Emitter {
  const send = (webhook: Parameters<Deliveries["send"]>[0]) => {
    violations.record("webhook", webhook.name, contract.checkWebhook(webhook.name, webhook.payload));
    deliveries.send(webhook);
  };
  return {
    happened({ name, event, action, repository, sender, fields }) {
      const installation = installationOf(world, repository);
      if (installation === undefined || installation.suspended !== undefined || !subscribed(world, event)) return;
      const payload = {
        ...(action === undefined ? {} : { action }),
        ...fields,
        repository: repositoryView(world, repository),
        ...organizationOf(world, repository),
        sender: userView(world, sender),
        installation: { id: installation.id, node_id: nodeId("Installation", installation.id) },
      };
      send({ name, event, action, installationId: installation.id, repositoryId: repository.id, payload });
    },
    installation(name, event, installationId, payload) {
      const action = typeof payload["action"] === "string" ? payload["action"] : undefined;
      send({ name, event, action, installationId, repositoryId: undefined, payload });
    },
  };
}

/** Apps that may write checks get re-run requests without asking; everything else must be asked for. */
function subscribed(world: World, event: string): boolean {
  const { permissions, events } = world.app;
  const automatic = (event === "check_run" || event === "check_suite") && allows(permissions, "checks", "write");
  const permission = needs[event];
  const permitted = permission === undefined || allows(grantable(permissions), permission, "read");
  return permitted && (automatic || events.includes(event));
}

function organizationOf(world: World, repository: Repository) {
  const { owner } = repository;
  if (owner.type !== "Organization") return {};
  const url = `${world.apiUrl}/orgs/${encodeURIComponent(owner.login)}`;
  return {
    organization: {
      login: owner.login,
      id: owner.id,
      node_id: nodeId("Organization", owner.id),
      url,
      repos_url: `${url}/repos`,
      events_url: `${url}/events`,
      hooks_url: `${url}/hooks`,
      issues_url: `${url}/issues`,
      members_url: `${url}/members{/member}`,
      public_members_url: `${url}/public_members{/member}`,
      avatar_url: `${world.webUrl}/avatars/${owner.id}`,
      description: null,
    },
  };
}
