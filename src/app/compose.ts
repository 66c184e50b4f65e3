import { type Logger, pino } from "pino";
import { approvalLabel } from "../core/approval-label.ts";
import { configurationPath } from "../core/configuration-path.ts";
import { Fault } from "../core/fault.ts";
import type { Gate } from "../core/gate.ts";
import { openDatabase } from "../database/database.ts";
import { derivations } from "../engine/derivations.ts";
import { type Mirrors, openMirrors } from "../git/mirrors.ts";
import { openRepositorySource } from "../git/source.ts";
import { treeCache } from "../git/tree-cache.ts";
import { createProbot } from "../github/client.ts";
import { createQueue } from "../queue/queue.ts";
import { sigstoreVerifier } from "../sigstore/verifier.ts";
import { createDerivedValues } from "../store/derived-values.ts";
import { createEvidenceStore } from "../store/evidence.ts";
import { createLeaseStore } from "../store/leases.ts";
import { createNoticeStore } from "../store/notices.ts";
import { createOverlapCommentStore } from "../store/overlap-comments.ts";
import { createOverlapStore } from "../store/overlaps.ts";
import { createSpentTokens } from "../store/spent-tokens.ts";
import { createStore } from "../store/store.ts";
import { extractInThreads } from "../workers/extract-in-bulk.ts";
import { isLoopback, type ServerSettings } from "./environment.ts";
import { lanekeeper } from "./lanekeeper.ts";
import { createMetrics } from "./metrics.ts";
import { overlapBooks } from "./overlaps/books.ts";
import { startSchedule } from "./schedule.ts";
import { startHttpServer } from "./server.ts";
import type { Services } from "./services.ts";
import { keepRefreshed, openTrustRoots } from "./trust-roots.ts";
import { startWorkers, type Workers } from "./workers.ts";

export interface RunningServer {
  readonly url: string;
  /** Takes nothing more in, lets what is under way end for a while, gives back the rest, and closes everything. */
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly settings: ServerSettings;
  readonly gates: readonly Gate[];
  readonly log: Logger;
  readonly clock?: () => number;
}

/** Makes the server out of its parts and starts it. Throws DATABASE_FAILED or BAD_ENVIRONMENT when it cannot. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { settings, log } = options;
  const opened = await openServices(options);
  const { services, bell } = opened;
  try {
    const router = await lanekeeper(services.probot, {
      appId: settings.appId,
      coalesceMs: settings.coalesceMs,
      configurationPath,
      approvalLabel,
    });
    const http = await startHttpServer(services, router);
    const workers = startWorkers(services, settings.roles.workers);
    bell.workers = workers;
    const schedule = settings.roles.workers > 0 ? startSchedule(services, router) : undefined;
    const stopRefreshing = settings.roles.workers > 0 ? keepRefreshed(services.trustRoots) : undefined;
    log.info({ url: http.url, roles: settings.roles, database: settings.database.kind }, "Lanekeeper listens");
    const stop = async (): Promise<void> => {
      log.info("Lanekeeper stops");
      const { stopPatienceMs } = settings;
      await Promise.all([
        http.stop(),
        workers.stop(stopPatienceMs),
        schedule?.stop(stopPatienceMs),
        stopRefreshing?.(),
      ]);
      await opened.close();
      log.info("Lanekeeper has stopped");
    };
    let stopping: Promise<void> | undefined;
    return {
      url: http.url,
      stop() {
        stopping ??= stop();
        return stopping;
      },
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function openedMirrors(settings: ServerSettings, onLoopback: boolean): Promise<Mirrors> {
  try {
    return openMirrors({ ...settings.mirrors, allowedProtocols: onLoopback ? ["https", "http"] : ["https"] });
  } catch (cause) {
    const message = `DATA_DIRECTORY: git mirrors cannot be kept in ${settings.mirrors.root}.`;
    throw new Fault("BAD_ENVIRONMENT", message, { cause, retry: false });
  }
}

/** Opens what the work is done with. The bell is rung before there are workers, too. */
async function openServices({ settings, gates, log, clock = Date.now }: StartOptions) {
  const database = await openDatabase(settings.database);
  const bell: { workers: Workers | undefined } = { workers: undefined };
  const queue = createQueue(database);
  const metrics = createMetrics();
  const webUrl = new URL(settings.github.webUrl);
  const mirrors = await openedMirrors(settings, isLoopback(webUrl.hostname)).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const remembered = createDerivedValues(database, { clock });
  const deriving = derivations(remembered, { bulk: extractInThreads() });
  const trees = treeCache();
  const trustRoots = openTrustRoots({ settings: settings.trustRoots, clock, log });
  const verifier = sigstoreVerifier({ roots: trustRoots.current });
  const books = overlapBooks();
  const services: Services = {
    settings,
    gates,
    probot: createProbot({
      appId: settings.appId,
      privateKey: settings.privateKey,
      webhookSecret: settings.webhookSecrets[0],
      apiUrl: settings.github.apiUrl,
      pauses: queue,
      clock,
      writeSpacingMs: settings.writeSpacingMs,
      // Probot logs whole payloads with its errors; ours say what is needed.
      log: pino({ level: "silent" }),
      onRequest: ({ method, route, status }) => metrics.githubRequests.inc({ method, route, status: String(status) }),
    }),
    queue,
    store: createStore(database),
    evidence: createEvidenceStore(database),
    notices: createNoticeStore(database),
    leases: createLeaseStore(database),
    spentTokens: createSpentTokens(database),
    overlaps: createOverlapStore(database),
    overlapComments: createOverlapCommentStore(database),
    books,
    mirrors,
    verifier,
    trustRoots,
    openSource: (git, commits) => openRepositorySource(git, { trees, ...commits, deriving }),
    forgetDerivedValues: remembered.clear,
    metrics,
    log,
    clock,
    wake: () => bell.workers?.wake(),
  };
  const close = async (): Promise<void> => {
    await books.close();
    mirrors.close();
    await verifier.close();
    trustRoots.close();
    await database.close();
  };
  return { services, bell, close };
}
