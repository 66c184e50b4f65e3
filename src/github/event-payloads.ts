import { z } from "zod";

// What Lanekeeper reads of the payloads of webhooks, in the shapes of GitHub's documentation. Other fields are ignored.

export const Installation = z.object({ id: z.int().positive() });
export const Repository = z.object({
  id: z.int().positive(),
  name: z.string(),
  owner: z.object({ login: z.string() }),
});
const inRepository = { installation: Installation, repository: Repository };

export const PullRequestEvent = z.object({
  ...inRepository,
  action: z.string(),
  pull_request: z.object({
    number: z.int().positive(),
    head: z
      .object({
        sha: z.string(),
        ref: z.string().optional(),
        repo: z.object({ id: z.int() }).nullish(),
      })
      .optional(),
  }),
  label: z.object({ name: z.string() }).nullish(),
});
export const MergeGroupEvent = z.object({
  ...inRepository,
  merge_group: z.object({ head_sha: z.string(), head_ref: z.string(), base_sha: z.string(), base_ref: z.string() }),
});
export const App = z.object({ id: z.int() }).nullish();
export const CheckRunEvent = z.object({ ...inRepository, check_run: z.object({ head_sha: z.string(), app: App }) });
export const CheckSuiteEvent = z.object({ ...inRepository, check_suite: z.object({ head_sha: z.string(), app: App }) });
const Paths = z.array(z.string()).optional();
export const PushEvent = z.object({
  ...inRepository,
  ref: z.string(),
  forced: z.boolean().optional(),
  commits: z.array(z.object({ added: Paths, modified: Paths, removed: Paths })).optional(),
});
export const WorkflowRunEvent = z.object({
  ...inRepository,
  action: z.string(),
  workflow_run: z.object({ head_sha: z.string(), head_branch: z.string().nullish(), event: z.string() }),
});
export const CommentEvent = z.object({
  ...inRepository,
  repository: Repository.extend({ default_branch: z.string() }),
  action: z.string(),
  issue: z.object({ number: z.int().positive(), pull_request: z.unknown().optional() }),
  comment: z.object({
    id: z.int().positive(),
    body: z.string().nullish(),
    user: z.object({ id: z.int().positive(), login: z.string(), type: z.string() }).nullable(),
    performed_via_github_app: App,
  }),
});
export const InstallationEvent = z.object({ installation: Installation });
