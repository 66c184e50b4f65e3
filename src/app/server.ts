import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Fault } from "../core/fault.ts";
import { createIngress, limitSlowSenders, limitTimeOf } from "./ingress.ts";
import type { Router } from "./lanekeeper.ts";
import { createPages } from "./pages.ts";
import type { Services } from "./services.ts";
import { uploadPath } from "./uploads/read-request.ts";
import { createUploads } from "./uploads/uploads.ts";

export const webhookPath = "/api/github/webhooks";

export interface HttpServer {
  readonly url: string;
  /** Answers 503 from now on and waits for requests under way. */
  stop(): Promise<void>;
}

/** The one HTTP server: GitHub's deliveries, uploads of reports, health, metrics and report pages. */
export async function startHttpServer(services: Services, router: Router): Promise<HttpServer> {
  let draining = false;
  const ingress = createIngress({
    secrets: services.settings.webhookSecrets,
    route: router,
    queue: services.queue,
    clock: services.clock,
    log: services.log,
    onStored: services.wake,
    onOutcome: (outcome) => services.metrics.deliveries.inc({ outcome }),
    draining: () => draining,
  });
  const pages = createPages(services, { draining: () => draining });
  const uploads = createUploads(services, { draining: () => draining });
  const answerTo = (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const takesIn = services.settings.roles.ingress;
    if (takesIn && request.url?.startsWith(uploadPath)) return uploads(request, response);
    limitTimeOf(request);
    return takesIn && request.url === webhookPath ? ingress(request, response) : showPage(pages, request, response);
  };
  const server = createServer((request, response) => {
    const answered = answerTo(request, response);
    answered.catch((error: unknown) => {
      services.log.error({ err: error }, "a request failed");
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  limitSlowSenders(server);
  await listen(server, services.settings.host, services.settings.port);
  return {
    url: urlOf(server, services.settings.host),
    stop() {
      draining = true;
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        // Whoever has not sent a whole request by now is not waited for; GitHub lists the delivery as failed.
        setTimeout(() => server.closeAllConnections(), services.settings.stopPatienceMs / 2).unref();
      });
    },
  };
}

async function showPage(
  pages: ReturnType<typeof createPages>,
  request: Parameters<ReturnType<typeof createPages>>[0],
  response: ServerResponse,
): Promise<void> {
  if (await pages(request, response)) return;
  response.writeHead(404, { "content-type": "text/plain; charset=utf-8" });
  response.end("There is nothing at this address.\n");
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const problem = cause.code === "EADDRINUSE" ? "another program listens there" : (cause.code ?? "unknown trouble");
      reject(
        new Fault("BAD_ENVIRONMENT", `HOST and PORT: cannot listen on ${host}:${port}: ${problem}.`, {
          cause,
          retry: false,
        }),
      );
    });
    server.listen(port, host, resolve);
  });
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
