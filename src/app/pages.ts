import type { IncomingMessage, ServerResponse } from "node:http";
import { contentSecurityPolicy } from "../web/page.ts";
import { reportPage } from "../web/report-page.ts";
import { leasesAnswer } from "./leases/leases-answer.ts";
import type { Services } from "./services.ts";

type Answer = { readonly status: number; readonly type: string; readonly body: string };

const plain = "text/plain; charset=utf-8";
const page = "text/html; charset=utf-8";
const noLeases: Answer = { status: 404, type: plain, body: "No such page.\n" };
/** So many reports show how figures went. */
const reportsInTrend = 50;
const staleReadyMs = 15 * 60_000;

/** The addresses that GitHub does not call: health, metrics, and the page of one report. `undefined`: not one of ours. */
export function createPages(services: Services, state: { readonly draining: () => boolean }) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const answer = await answerTo(services, state, request);
    if (answer === undefined) return false;
    response.writeHead(answer.status, {
      "content-type": answer.type,
      "content-length": Buffer.byteLength(answer.body),
      "content-security-policy": contentSecurityPolicy,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    });
    response.end(request.method === "HEAD" ? undefined : answer.body);
    return true;
  };
}

async function answerTo(
  services: Services,
  state: { readonly draining: () => boolean },
  request: IncomingMessage,
): Promise<Answer | undefined> {
  const path = (request.url ?? "/").split("?")[0];
  if (request.method !== "GET" && request.method !== "HEAD") return undefined;
  if (path === "/livez") return { status: 200, type: plain, body: "alive\n" };
  if (path === "/readyz") return readiness(services, state.draining());
  if (path === "/metrics") return metricsText(services);
  const leases = await leasesAnswer(services, request.url ?? "/");
  if (leases !== undefined) return leases === "missing" ? noLeases : { status: 200, type: page, body: leases };
  const reportId = /^\/reports\/([0-9a-f]{40})$/.exec(path ?? "")?.[1];
  return reportId === undefined ? undefined : reportAnswer(services, reportId);
}

/** Ready: the database answers, nothing waits for a quarter of an hour, and the process is not stopping. */
async function readiness(services: Services, draining: boolean): Promise<Answer> {
  if (draining) return { status: 503, type: plain, body: "stopping\n" };
  try {
    const now = services.clock();
    const depth = await services.queue.depth(now);
    const waitedMs = depth.oldestReadyAt === undefined ? 0 : now - depth.oldestReadyAt;
    const body = JSON.stringify({ ...depth, oldestReadySeconds: Math.round(waitedMs / 1000) });
    return { status: waitedMs > staleReadyMs ? 503 : 200, type: "application/json", body: `${body}\n` };
  } catch (error) {
    services.log.error({ err: error }, "the database does not answer");
    return { status: 503, type: plain, body: "the database does not answer\n" };
  }
}

async function metricsText(services: Services): Promise<Answer> {
  const now = services.clock();
  services.metrics.showDepth(await services.queue.depth(now), now);
  // Elsewhere nothing is verified, and nobody refreshes them.
  if (services.settings.roles.workers > 0) services.metrics.showTrustRoots(services.trustRoots.current(), now);
  const { registry } = services.metrics;
  return { status: 200, type: registry.contentType, body: await registry.metrics() };
}

/** The id in the address is the permission: it is unguessable, and shown only where the check run is. */
async function reportAnswer(services: Services, id: string): Promise<Answer> {
  const stored = await services.store.reportById(id);
  if (stored === undefined) return { status: 404, type: plain, body: "No such report.\n" };
  const history = await services.store.recentReportsOf(stored.repositoryId, reportsInTrend);
  return { status: 200, type: page, body: reportPage(stored, history.toReversed()) };
}
