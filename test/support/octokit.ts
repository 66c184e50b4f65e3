import { pino } from "pino";
import type { StandIn } from "../../src/demo/github/stand-in-types.ts";
import { createProbot, type Octokit } from "../../src/github/client.ts";

/** The server's own client for an installation in the stand-in, with everything that it does to requests. */
export async function octokitOf(world: {
  readonly github: Pick<StandIn, "app" | "apiUrl">;
  readonly installationId: number;
}): Promise<Octokit> {
  const { app, apiUrl } = world.github;
  const probot = createProbot({
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
  return probot.auth(world.installationId);
}
