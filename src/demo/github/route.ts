import type { Caller, Need } from "./access.ts";
import type { ServedOperation } from "./contract/operations.ts";
import type { Deliveries } from "./deliveries.ts";
import type { Emitter } from "./emit.ts";
import type { LimitMeter } from "./limits.ts";
import type { ManifestFlow } from "./manifest-flow.ts";
import type { Storage } from "./storage.ts";
import type { World } from "./world.ts";

/** What handlers work with. */
export interface Services {
  readonly world: World;
  readonly emitter: Emitter;
  readonly deliveries: Deliveries;
  readonly meter: LimitMeter;
  readonly manifests: ManifestFlow;
  readonly storage: Storage;
}

/** One request that has passed authentication, limits and the contract. */
export interface Call {
  readonly caller: Caller;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** The media type that the answer should have. */
  readonly accept: string | undefined;
  /** The whole address without the query, for links. */
  readonly url: string;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly needs: Need;
  /** Costs nothing of the hourly limit. */
  readonly free?: boolean;
  handle(call: Call, services: Services): Answer | Promise<Answer>;
}

export type Routes = Readonly<Partial<Record<ServedOperation, Route>>>;

export function permission(name: string, level: "read" | "write"): Need {
  return { kind: "permission", name, level };
}

export function repositoryName(call: Call): { readonly owner: string; readonly repo: string } {
  return { owner: call.parameters["owner"] ?? "", repo: call.parameters["repo"] ?? "" };
}

export function numberParameter(call: Call, name: string): number {
  return Number(call.parameters[name]);
}
