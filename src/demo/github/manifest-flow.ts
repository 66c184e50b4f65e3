import { generateKeyPairSync, randomBytes } from "node:crypto";
import { z } from "zod";
import { appView } from "./view-account.ts";
import type { AppRegistration, World } from "./world.ts";

/** The form field `manifest` of GitHub's App manifest flow. */
export const Manifest = z.object({
  name: z.string().min(1).max(34),
  url: z.url(),
  redirect_url: z.url().optional(),
  hook_attributes: z.object({ url: z.url(), active: z.boolean().optional() }).optional(),
  public: z.boolean().optional(),
  default_permissions: z.record(z.string(), z.string()).default({}),
  default_events: z.array(z.string()).default([]),
});
export type Manifest = z.infer<typeof Manifest>;

/** GitHub's codes live for an hour. */
const lifetimeMs = 3_600_000;

export interface ManifestFlow {
  /** Keeps a manifest and answers the code that redeems it once. */
  begin(manifest: Manifest): string;
  /** The new app in GitHub's shape; undefined when the code is unknown, used or too old. */
  convert(code: string): unknown;
}

export function createManifestFlow(world: World): ManifestFlow {
  const waiting = new Map<string, { readonly manifest: Manifest; readonly until: number }>();
  return {
    begin(manifest) {
      const code = randomBytes(20).toString("hex");
      waiting.set(code, { manifest, until: world.clock() + lifetimeMs });
      return code;
    },
    convert(code) {
      const entry = waiting.get(code);
      waiting.delete(code);
      if (entry === undefined || entry.until <= world.clock()) return undefined;
      return registration(world, entry.manifest);
    },
  };
}

function registration(world: World, manifest: Manifest): unknown {
  const keys = newKeys();
  const webhookSecret = randomBytes(20).toString("hex");
  const id = world.nextId();
  const app: AppRegistration = {
    ...world.app,
    ...keys,
    id,
    clientId: `Iv23li${randomBytes(7).toString("hex")}`,
    slug: manifest.name.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    name: manifest.name,
    webhookSecret,
    permissions: manifest.default_permissions,
    events: manifest.default_events,
    createdAt: world.clock(),
  };
  return {
    ...appView(world, app),
    client_id: app.clientId,
    client_secret: randomBytes(20).toString("hex"),
    webhook_secret: webhookSecret,
    pem: app.privateKey,
  };
}

export function newKeys(): { readonly privateKey: string; readonly publicKey: string } {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
}
