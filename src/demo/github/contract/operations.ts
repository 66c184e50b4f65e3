/** What the stand-in serves, by the names that GitHub's OpenAPI description gives. Everything else is 501. */
export const servedOperations = [
  "apps/create-from-manifest",
  "apps/create-installation-access-token",
  "apps/get-authenticated",
  "apps/get-installation",
  "apps/get-repo-installation",
  "apps/get-webhook-delivery",
  "apps/list-installations",
  "apps/list-repos-accessible-to-installation",
  "apps/list-webhook-deliveries",
  "apps/redeliver-webhook-delivery",
  "checks/create",
  "checks/get",
  "checks/get-suite",
  "checks/list-annotations",
  "checks/list-for-ref",
  "checks/list-for-suite",
  "checks/list-suites-for-ref",
  "checks/rerequest-run",
  "checks/rerequest-suite",
  "checks/update",
  "pulls/get",
  "pulls/list",
  "pulls/list-files",
  "rate-limit/get",
  "repos/get",
  "repos/get-branch",
  "repos/list-pull-requests-associated-with-commit",
] as const;

export type ServedOperation = (typeof servedOperations)[number];

/** The webhooks that the stand-in sends, by the names of GitHub's OpenAPI description of webhooks. */
export const sentWebhooks = [
  "check-run-rerequested",
  "check-suite-rerequested",
  "installation-created",
  "installation-deleted",
  "installation-suspend",
  "installation-unsuspend",
  "installation-repositories-added",
  "installation-repositories-removed",
  "merge-group-checks-requested",
  "merge-group-destroyed",
  "ping",
  "pull-request-closed",
  "pull-request-edited",
  "pull-request-opened",
  "pull-request-reopened",
  "pull-request-synchronize",
  "push",
] as const;

export type SentWebhook = (typeof sentWebhooks)[number];
