import { pino } from "pino";
import type { Probot } from "probot";
import type { StandIn } from "../../src/demo/github/stand-in-types.ts";
import { createProbot, type Octokit } from "../../src/github/client.ts";

interface InstalledApp {
  readonly github: Pick<StandIn, "app" | "apiUrl">;
  readonly installationId: number;
}

/** The server's own client for an installation in the stand-in, with everything that it does to requests. */
export async function octokitOf(world: InstalledApp): Promise<Octokit> {
  return probotOf(world).auth(world.installationId);
}

export function probotOf(world: Pick<InstalledApp, "github">): Probot {
  const { app, apiUrl } = world.github;
  return createProbot({
    appId: app.id,
    privateKey: app.privateKey,
    webhookSecret: app.webhookSecret,
    apiUrl,
    pauses: { pause: async () => undefined, pausedUntil: async () => 0 },
    clock: Date.now,
    writeSpacingMs: 0,
    log: pino({ level: "silent" }),
    onRequest: () => undefined,
  });
}
