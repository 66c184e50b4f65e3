import { randomBytes } from "node:crypto";
import { mkdir } from "node:fs/promises";
import type { Server } from "node:http";
import { join } from "node:path";
import { badUsage } from "../../core/bad-usage.ts";
import { createActions } from "./actions.ts";
import { createApi } from "./api.ts";
import { createFaultPoint } from "./api-faults.ts";
import { loadContract } from "./contract/contract.ts";
import { createDeliveries, type Deliveries } from "./deliveries.ts";
import { createEmitter } from "./emit.ts";
import { createLimitMeter, gitHubLimits } from "./limits.ts";
import { createManifestFlow, newKeys } from "./manifest-flow.ts";
import { createPages } from "./pages/pages.ts";
import { listen, type ServerParts } from "./server.ts";
import type { StandIn, StandInOptions } from "./stand-in-types.ts";
import { createStorage } from "./storage.ts";
import { createViolations } from "./violations.ts";
import type { AppRegistration, World } from "./world.ts";

const hourMs = 3_600_000;

/** Starts a GitHub on 127.0.0.1. Nothing of it leaves the machine; `close` ends it, the directory stays. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  await mkdir(join(options.directory, "repositories"), { recursive: true });
  let parts: ServerParts | undefined;
  const server = await listen(options.port ?? 0, () => {
    if (parts === undefined) throw badUsage("The stand-in is not ready yet.");
    return parts;
  });
  const world = createWorld(options, portOf(server));
  const contract = loadContract();
  const violations = createViolations();
  const deliveries = createDeliveries(world.app, world.clock, world.nextId);
  const emitter = createEmitter(world, contract, deliveries, violations);
  const meter = createLimitMeter({ ...gitHubLimits, ...options.limits }, world.clock);
  const faults = createFaultPoint();
  const storage = createStorage(world);
  const services = { world, emitter, deliveries, meter, manifests: createManifestFlow(world), storage };
  const api = createApi(services, contract, violations, faults);
  parts = { world, api, pages: createPages(services, violations), storage };
  const { id, clientId, privateKey, webhookSecret } = world.app;
  return {
    webUrl: world.webUrl,
    apiUrl: world.apiUrl,
    app: { id, clientId, privateKey, webhookSecret },
    ...createActions(world, emitter),
    connectWebhook: (url) => deliveries.connect(url),
    deliveries: {
      log: deliveries.log,
      setFaults: deliveries.setFaults,
      async redeliver(deliveryId) {
        const attempt = deliveries.redeliver(deliveryId);
        if (attempt === undefined) throw badUsage(`There is no delivery ${deliveryId}.`);
        return attempt;
      },
    },
    settle: deliveries.settle,
    faults,
    spendRateLimit: meter.spend,
    requests: api.requests,
    violations: violations.all,
    close: () => close(server, deliveries),
  };
}

function createWorld(options: StandInOptions, port: number): World {
  let lastId = 1000;
  const nextId = () => {
    lastId += 1;
    return lastId;
  };
  const clock = options.clock ?? Date.now;
  const webUrl = `http://127.0.0.1:${port}`;
  return {
    webUrl,
    apiUrl: `${webUrl}/api/v3`,
    directory: options.directory,
    clock,
    tokenLifetimeMs: options.tokenLifetimeMs ?? hourMs,
    app: createApp(options.appManifest, nextId, clock()),
    users: new Map(),
    repositories: new Map(),
    installations: new Map(),
    tokens: new Map(),
    nextId,
  };
}

function createApp(manifest: StandInOptions["appManifest"], nextId: () => number, now: number): AppRegistration {
  return {
    id: nextId(),
    clientId: `Iv23li${randomBytes(7).toString("hex")}`,
    slug: "lanekeeper",
    name: "Lanekeeper",
    owner: { id: nextId(), login: "lanekeeper-makers", type: "Organization" },
    bot: { id: nextId(), login: "lanekeeper[bot]", type: "Bot" },
    ...newKeys(),
    webhookSecret: randomBytes(20).toString("hex"),
    permissions: manifest.permissions,
    events: manifest.events,
    hookId: nextId(),
    createdAt: now,
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw badUsage("The stand-in has no port.");
  return address.port;
}

async function close(server: Server, deliveries: Deliveries): Promise<void> {
  await deliveries.close();
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  await promise;
}
