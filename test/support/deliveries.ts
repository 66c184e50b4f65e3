import type { Delivery } from "../../src/core/queue.ts";
import type { Target } from "../../src/core/target.ts";

export function pullRequestTarget(number: number, installationId = 5): Target {
  const repository = { id: 7, owner: "acme", name: "app" };
  return { kind: "pull-request", installationId, repository, number };
}

export function deliveryOf(guid: string, target: Target, notBefore: number): Delivery {
  return { guid, event: "pull_request", receivedAt: notBefore, wishes: [{ target, notBefore }] };
}
