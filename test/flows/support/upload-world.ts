import { z } from "zod";
import type { RunningServer } from "../../../src/app/compose.ts";
import { type ActionsIssuer, claimsOf, startActionsIssuer, type TokenChanges } from "../../support/actions-issuer.ts";
import { type LanekeeperWorld, openLanekeeperWorld, type WorldOptions } from "./lanekeeper-world.ts";

export const audience = "https://lanekeeper.example";
export const ci = { path: ".github/workflows/ci.yml", name: "CI" } as const;

/** A world in which jobs upload reports. */
export interface UploadWorld {
  readonly world: LanekeeperWorld;
  readonly issuer: ActionsIssuer;
  readonly server: RunningServer;
  /** Who has the repository. */
  readonly ownerId: number;
  startRun(headSha: string, event: string): ReturnType<LanekeeperWorld["github"]["startWorkflowRun"]>;
  token(job: Job, claims?: Readonly<Record<string, unknown>>, changes?: TokenChanges): Promise<string>;
  send(path: string, token: string, body: string, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  [Symbol.asyncDispose](): Promise<void>;
}

interface Job {
  readonly runId: number;
  readonly event: string;
  readonly sha: string;
}

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

export async function openUploadWorld(options: WorldOptions = {}): Promise<UploadWorld> {
  const issuer = await startActionsIssuer();
  const settings = { uploads: { issuer: issuer.url, audience }, ...options.settings };
  const world = await openLanekeeperWorld({ ...options, settings });
  const server = await world.startServer();
  const { repository, github } = world;
  const ownerId = await ownerOf(world);
  return {
    world,
    issuer,
    server,
    ownerId,
    startRun(headSha, event) {
      const headBranch = event === "push" ? "main" : "change";
      return github.startWorkflowRun({ repository, workflow: ci, event, headSha, headBranch, as: "claude" });
    },
    token(job, claims = {}, changes = {}) {
      return issuer.sign({ ...claimsOf({ ...job, repository, ownerId, audience }), ...claims }, changes);
    },
    async send(path, token, body, headers = {}) {
      const authorization: Readonly<Record<string, string>> = token === "" ? {} : { authorization: `Bearer ${token}` };
      const response = await fetch(`${server.url}${path}`, {
        method: "PUT",
        headers: { ...authorization, "content-type": "application/octet-stream", ...headers },
        body,
      });
      const said = z.record(z.string(), z.unknown()).parse(await response.json());
      return { status: response.status, headers: response.headers, body: said };
    },
    async [Symbol.asyncDispose]() {
      await world[Symbol.asyncDispose]();
      await issuer[Symbol.asyncDispose]();
    },
  };
}

async function ownerOf({ github, repository }: LanekeeperWorld): Promise<number> {
  // A user of this name exists already, so that this answers who that is.
  return github.createUser(repository.owner, "Organization").id;
}
