import { createSign } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startStandIn } from "../../../src/demo/github/stand-in.ts";
import type { StandIn, StandInOptions, StandInRepository } from "../../../src/demo/github/stand-in-types.ts";
import { createGitRepository, type GitRepository } from "../../support/git-repository.ts";

const manifest = {
  permissions: {
    checks: "write",
    contents: "read",
    metadata: "read",
    pull_requests: "read",
    merge_queues: "read",
    issues: "write",
    actions: "read",
    attestations: "read",
  },
  events: ["pull_request", "push", "merge_group", "check_run", "check_suite", "workflow_run"],
} as const;

/** A stand-in with one private repository, a person who works on it, and the app installed there. */
export interface TestWorld {
  readonly github: StandIn;
  readonly repository: StandInRepository;
  readonly work: GitRepository;
  readonly installationId: number;
  call(method: string, path: string, options?: CallOptions): Promise<Reply>;
  /** A token of the installation. */
  token(body?: unknown): Promise<string>;
  appToken(claims?: Readonly<Record<string, unknown>>): string;
  [Symbol.asyncDispose](): Promise<void>;
}

interface CallOptions {
  readonly token?: string;
  readonly body?: unknown;
  readonly text?: string;
}

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests reach into answers that the contract has checked.
  readonly body: any;
}

export async function openWorld(options: Partial<StandInOptions> = {}): Promise<TestWorld> {
  const directory = mkdtempSync(join(tmpdir(), "lanekeeper-stand-in-"));
  const github = await startStandIn({ directory, appManifest: manifest, ...options });
  const work = createGitRepository();
  github.createUser("acme", "Organization");
  github.createUser("ada");
  const repository = await github.createRepository({ owner: "acme", name: "platform", private: true });
  work.commit("main", { "README.md": "# Platform\n", "core/clock.py": "import time\n" });
  await github.push({ repository, from: work.directory, refspec: "refs/heads/main", as: "ada" });
  const { id: installationId } = await github.installApp([repository]);
  const call = (method: string, path: string, how: CallOptions = {}) => request(github.apiUrl + path, method, how);
  const appToken = (claims = {}) => signToken(github.app, claims);
  return {
    github,
    repository,
    work,
    installationId,
    call,
    appToken,
    async token(body) {
      const path = `/app/installations/${installationId}/access_tokens`;
      const reply = await call("POST", path, { token: appToken(), ...(body === undefined ? {} : { body }) });
      if (reply.status !== 201) throw new Error(`No token: ${JSON.stringify(reply.body)}`);
      return String(reply.body.token);
    },
    async [Symbol.asyncDispose]() {
      await github.close();
      work[Symbol.dispose]();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function request(url: string, method: string, how: CallOptions = {}): Promise<Reply> {
  const response = await fetch(url, {
    method,
    headers: {
      "content-type": "application/json",
      ...(how.token === undefined ? {} : { authorization: `Bearer ${how.token}` }),
    },
    ...(how.body === undefined ? {} : { body: JSON.stringify(how.body) }),
    ...(how.text === undefined ? {} : { body: how.text }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

function signToken(app: StandIn["app"], claims: Readonly<Record<string, unknown>>): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const payload = { iat: now - 10, exp: now + 500, iss: app.id, ...claims };
  const signed = `${part({ alg: "RS256", typ: "JWT" })}.${part(payload)}`;
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(app.privateKey, "base64url")}`;
}

/** A pull request that changes one file, from a branch of the repository. */
export async function openPull(world: TestWorld, branch = "topic", path = "core/clock.py") {
  const { github, repository, work } = world;
  const sha = work.commit(branch, { [path]: `import os\n# ${branch}\n` }, { from: "main" });
  await github.push({ repository, from: work.directory, refspec: `refs/heads/${branch}`, as: "ada" });
  const { number } = await github.openPullRequest({
    repository,
    head: branch,
    base: "main",
    title: branch,
    author: "ada",
  });
  return { number, sha };
}

export const ci = { path: ".github/workflows/ci.yml", name: "CI" } as const;

/** A run of the workflow CI on a commit of the repository itself. */
export async function startRun(world: TestWorld, headSha: string, headBranch = "topic", event = "pull_request") {
  const about = { repository: world.repository, workflow: ci, as: "ada" };
  return world.github.startWorkflowRun({ ...about, event, headSha, headBranch });
}
