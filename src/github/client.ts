import Bottleneck from "bottleneck";
import type { Logger } from "pino";
import { Probot, ProbotOctokit } from "probot";
import { z } from "zod";
import { Fault } from "../core/fault.ts";
import { faultOf, pauseOf } from "./refusals.ts";

const OfInstallation = z.object({ auth: z.object({ installationId: z.int().positive() }) });

export type Octokit = InstanceType<typeof ProbotOctokit>;

/** Where it is known, for all processes, that GitHub asked us to wait. */
interface Pauses {
  pause(installationId: number, until: number): Promise<void>;
  pausedUntil(installationId: number): Promise<number>;
}

export interface GitHubAppOptions {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly apiUrl: string;
  readonly pauses: Pauses;
  readonly clock: () => number;
  /** Least time between two writes of this process for one installation; GitHub advises a second. */
  readonly writeSpacingMs: number;
  readonly log: Logger;
  /** Called once for every request that is really sent. */
  readonly onRequest: (request: { readonly method: string; readonly route: string; readonly status: number }) => void;
}

const unhurried = { retry: { enabled: false }, throttle: { enabled: false } } as const;

/**
 * Probot with an Octokit that keeps GitHub's limits: no call of any process goes out while its installation is paused,
 * writes keep their distance, and a refusal becomes a Fault that says whether and when to try again.
 * Retries are the queue's business alone, so Octokit's own are off.
 */
export function createProbot(options: GitHubAppOptions): Probot {
  const limits = limitsPlugin(options);
  // Asks for tokens. Without it, a new token would be asked of github.com, whatever server the app belongs to.
  const plain = new ProbotOctokit({ ...unhurried, baseUrl: options.apiUrl, log: options.log });
  class LanekeeperOctokit extends ProbotOctokit {
    // First in the list is innermost: directly before the request.
    static override plugins = [limits, ...ProbotOctokit.plugins];
  }
  return new Probot({
    appId: options.appId,
    privateKey: options.privateKey,
    secret: options.webhookSecret,
    baseUrl: options.apiUrl,
    log: options.log,
    // A function, because Probot's own options would replace an object's.
    Octokit: LanekeeperOctokit.defaults((given: { readonly auth?: object }) => ({
      ...given,
      ...unhurried,
      auth: { ...given.auth, request: plain.request },
    })),
  });
}

function limitsPlugin(options: GitHubAppOptions): (typeof ProbotOctokit.plugins)[number] {
  // One call at a time, as GitHub advises: none is under way when another one is told to wait.
  const calls = new Bottleneck.Group({ maxConcurrent: 1 });
  const writes = new Bottleneck.Group({ maxConcurrent: 1, minTime: options.writeSpacingMs });
  return (octokit, octokitOptions) => {
    const installationId = OfInstallation.safeParse(octokitOptions).data?.auth.installationId;
    octokit.hook.wrap("request", async (request, parameters) => {
      const send = async () => {
        if (installationId !== undefined) await refuseWhilePaused(options, installationId);
        const response = await request(parameters);
        options.onRequest({ method: parameters.method, route: parameters.url, status: response.status });
        return response;
      };
      const sendInTurn = () => {
        // A token is asked for in the middle of the call that needs it, which must not wait for itself.
        if (installationId === undefined || parameters.url.endsWith("/access_tokens")) return send();
        const key = String(installationId);
        const alone = () => calls.key(key).schedule(send);
        return isRead(parameters.method) ? alone() : writes.key(key).schedule(alone);
      };
      try {
        return await sendInTurn().catch(async (error: unknown) => {
          if (installationId === undefined || statusOf(error) !== 401) throw error;
          // A cached token can die early (key rotation, changed permissions): one new token, one more try.
          await octokit.auth({ type: "installation", refresh: true });
          return sendInTurn();
        });
      } catch (error) {
        throw await refusal(error, parameters, installationId, options);
      }
    });
    return {};
  };
}

async function refusal(
  error: unknown,
  parameters: { readonly method: string; readonly url: string },
  installationId: number | undefined,
  options: GitHubAppOptions,
): Promise<Fault> {
  if (error instanceof Fault) return error;
  options.onRequest({ method: parameters.method, route: parameters.url, status: statusOf(error) });
  const until = pauseOf(error, options.clock());
  if (until !== undefined && installationId !== undefined) await options.pauses.pause(installationId, until);
  return faultOf(error, `${parameters.method} ${parameters.url}`, until);
}

async function refuseWhilePaused(options: GitHubAppOptions, installationId: number): Promise<void> {
  const until = await options.pauses.pausedUntil(installationId);
  if (until <= options.clock()) return;
  throw new Fault("GITHUB_RATE_LIMITED", "GitHub asked this installation to wait; no call was made.", {
    retry: true,
    retryAt: until,
  });
}

function isRead(method: string): boolean {
  return method === "GET" || method === "HEAD";
}

function statusOf(error: unknown): number {
  return error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : 0;
}
