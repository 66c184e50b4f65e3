import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { QueueDepth } from "../core/queue.ts";
import type { StoredRoots } from "../sigstore/stored-root.ts";

/** What the server counts, in Prometheus' text format at /metrics. */
export interface Metrics {
  readonly registry: Registry;
  readonly deliveries: Counter<"outcome">;
  readonly evaluations: Counter<"outcome">;
  readonly evaluationSeconds: Histogram;
  readonly githubRequests: Counter<"method" | "route" | "status">;
  readonly checksWritten: Counter;
  readonly issuesWritten: Counter;
  readonly repliesWritten: Counter;
  readonly commentsWritten: Counter;
  readonly uploads: Counter<"kind" | "outcome" | "reason">;
  readonly recoveredDeliveries: Counter;
  readonly sweptPullRequests: Counter;
  readonly overlapPartners: Counter;
  readonly showDepth: (depth: QueueDepth, now: number) => void;
  /** How old each trust root is. */
  readonly showTrustRoots: (roots: StoredRoots, now: number) => void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const targets = new Gauge({
    name: "lanekeeper_targets",
    help: "Targets by state: ready, delayed, leased, dead.",
    labelNames: ["state"],
    registers,
  });
  const oldestReady = new Gauge({
    name: "lanekeeper_oldest_ready_seconds",
    help: "How long the target that waits longest has been ready.",
    registers,
  });
  const sinceDelivery = new Gauge({
    name: "lanekeeper_since_last_delivery_seconds",
    help: "Time since the last webhook delivery was stored; absent before the first.",
    registers,
  });
  const trustRootAge = new Gauge({
    name: "lanekeeper_trust_root_age_seconds",
    help: "Time since a trust root was last known to be the newest, by instance: public-good, github.",
    labelNames: ["instance"],
    registers,
  });
  return {
    registry,
    deliveries: new Counter({
      name: "lanekeeper_deliveries_total",
      help: "Webhook deliveries by outcome: stored, ignored, refused, failed.",
      labelNames: ["outcome"],
      registers,
    }),
    evaluations: new Counter({
      name: "lanekeeper_evaluations_total",
      help: "Evaluations by outcome: published, superseded, gone, swept, paused, retried, lease-lost, dead.",
      labelNames: ["outcome"],
      registers,
    }),
    evaluationSeconds: new Histogram({
      name: "lanekeeper_evaluation_seconds",
      help: "Time from claim to finish of one evaluation.",
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
      registers,
    }),
    githubRequests: new Counter({
      name: "lanekeeper_github_requests_total",
      help: "Requests sent to GitHub's API.",
      labelNames: ["method", "route", "status"],
      registers,
    }),
    checksWritten: new Counter({
      name: "lanekeeper_checks_written_total",
      help: "Check runs created or updated.",
      registers,
    }),
    commentsWritten: new Counter({
      name: "lanekeeper_overlap_comments_written_total",
      help: "Comments about overlaps that were written or edited.",
      registers,
    }),
    issuesWritten: new Counter({
      name: "lanekeeper_issues_written_total",
      help: "Issues about the default branch that were opened, changed or closed.",
      registers,
    }),
    repliesWritten: new Counter({
      name: "lanekeeper_replies_written_total",
      help: "Replies to commands in comments.",
      registers,
    }),
    uploads: new Counter({
      name: "lanekeeper_uploads_total",
      help: "Reports that jobs sent themselves, by kind and outcome: stored, superseded, refused, cut-off; refused ones by reason: request, token, sender, repeated, report, busy, trouble.",
      labelNames: ["kind", "outcome", "reason"],
      registers,
    }),
    recoveredDeliveries: new Counter({
      name: "lanekeeper_recovered_deliveries_total",
      help: "Deliveries that failed or never arrived and were taken from GitHub's log.",
      registers,
    }),
    sweptPullRequests: new Counter({
      name: "lanekeeper_swept_pull_requests_total",
      help: "Open pull requests found by a sweep whose head lacked our completed run.",
      registers,
    }),
    showTrustRoots(roots, now) {
      for (const [instance, { fetchedAt }] of Object.entries(roots)) {
        trustRootAge.set({ instance }, Math.max(0, now - fetchedAt) / 1000);
      }
    },
    overlapPartners: new Counter({
      name: "lanekeeper_overlap_partners_total",
      help: "Pull requests judged again because another one changed how the two meet.",
      registers,
    }),
    showDepth(depth, now) {
      for (const state of ["ready", "delayed", "leased", "dead"] as const) targets.set({ state }, depth[state]);
      oldestReady.set(depth.oldestReadyAt === undefined ? 0 : Math.max(0, now - depth.oldestReadyAt) / 1000);
      if (depth.lastDeliveryAt !== undefined) sinceDelivery.set(Math.max(0, now - depth.lastDeliveryAt) / 1000);
    },
  };
}
