import { notFound } from "./refusal.ts";
import type { Routes } from "./route.ts";

/** What belongs to no repository and no installation. */
export const otherRoutes: Routes = {
  "rate-limit/get": {
    needs: { kind: "none" },
    free: true,
    handle(call, { meter }) {
      const core = meter.status(call.caller);
      return { status: 200, body: { resources: { core, search: core }, rate: core } };
    },
  },
  "apps/create-from-manifest": {
    needs: { kind: "none" },
    handle(call, { manifests }) {
      const body = manifests.convert(call.parameters["code"] ?? "");
      if (body === undefined) throw notFound();
      return { status: 201, body };
    },
  },
};
