import { join } from "node:path";
import type { ServerSettings } from "../app/environment.ts";
import { githubIssuer, githubUrl } from "../core/actions-issuer.ts";
import type { StandIn } from "./github/stand-in-types.ts";

/**
 * The settings of a server that works for the stand-in, with its files in this folder. Writes follow each other at
 * once: the second that GitHub advises between them is for its sake, not for ours.
 */
export function settingsFor(github: StandIn, directory: string, changes: Partial<ServerSettings> = {}): ServerSettings {
  return {
    appId: github.app.id,
    privateKey: github.app.privateKey,
    webhookSecrets: [github.app.webhookSecret],
    github: { webUrl: github.webUrl, apiUrl: github.apiUrl },
    publicUrl: undefined,
    // The stand-in runs no job, so nobody has a token or a certificate of its own: what is shown is as GitHub's.
    certificates: { webUrl: githubUrl, issuer: githubIssuer },
    uploads: { issuer: githubIssuer, audience: undefined },
    host: "127.0.0.1",
    port: 0,
    database: { kind: "sqlite", file: join(directory, "lanekeeper.sqlite") },
    // Nothing of the stand-in leaves this machine.
    trustRoots: {
      directory: join(directory, "trust-roots"),
      refresh: false,
      mirrors: { "public-good": github.webUrl, github: github.webUrl },
    },
    mirrors: { root: join(directory, "mirrors"), maxBytes: 1_000_000_000, fetchTimeoutMs: 60_000 },
    roles: { ingress: true, workers: 2 },
    coalesceMs: 200,
    leaseMs: 20_000,
    maxAttempts: 6,
    sweepEveryMs: 300_000,
    writeSpacingMs: 0,
    stopPatienceMs: 10_000,
    logLevel: "info",
    ...changes,
  };
}
