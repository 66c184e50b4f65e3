import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { badUsage } from "../../core/bad-usage.ts";
import type { Api } from "./api.ts";
import { isGitPath, serveGit } from "./git-http.ts";
import type { Answer } from "./route.ts";
import { isStoragePath, type Storage } from "./storage.ts";
import type { World } from "./world.ts";

const apiPrefix = "/api/v3";
/** GitHub's limit is not documented; this is more than any check run needs. */
const maxBodyBytes = 32 * 1024 * 1024;

/** An HTML page, or a redirect. */
export interface PageAnswer {
  readonly status: number;
  readonly html?: string;
  readonly location?: string;
}

export type Pages = (method: string, url: URL, form: URLSearchParams) => Promise<PageAnswer | undefined>;

export interface ServerParts {
  readonly world: World;
  readonly api: Api;
  readonly pages: Pages;
  readonly storage: Storage;
}

/** Binds to loopback only. The parts are needed with the first request, since they need the port. */
export async function listen(port: number, parts: () => ServerParts): Promise<Server> {
  const server = createServer((request, response) => {
    serve(parts(), request, response).catch((error: unknown) => {
      process.stderr.write(
        `The stand-in broke down: ${error instanceof Error ? (error.stack ?? "") : String(error)}\n`,
      );
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", (cause: NodeJS.ErrnoException) => {
    const message = `The stand-in cannot listen on 127.0.0.1:${port}: ${cause.code ?? "unknown trouble"}. Choose another port.`;
    reject(badUsage(message, cause));
  });
  server.listen(port, "127.0.0.1", resolve);
  await promise;
  return server;
}

async function serve(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", parts.world.webUrl);
  if (isGitPath(url.pathname)) return serveGit(parts.world, request, response, url);
  if (request.method === "GET" && isStoragePath(url.pathname)) return parts.storage.serve(request, response, url);
  const body = await readBody(request);
  if (body === undefined) {
    response.writeHead(413, { connection: "close" }).end();
    return;
  }
  const method = request.method ?? "GET";
  if (url.pathname.startsWith(`${apiPrefix}/`)) {
    const path = url.pathname.slice(apiPrefix.length);
    const { authorization, accept } = request.headers;
    return sendJson(
      response,
      await parts.api.answer({ method, path, query: url.searchParams, authorization, accept, body }),
    );
  }
  return sendPage(response, await parts.pages(method, url, new URLSearchParams(body)));
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request) {
    const buffer = Buffer.from(piece);
    bytes += buffer.length;
    if (bytes > maxBodyBytes) return undefined;
    pieces.push(buffer);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function sendJson(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    "content-type": "application/json; charset=utf-8",
    "x-github-media-type": "github.v3; format=json",
    "x-github-request-id": randomUUID(),
    ...answer.headers,
  });
  response.end(answer.body === undefined ? "" : JSON.stringify(answer.body));
}

function sendPage(response: ServerResponse, page: PageAnswer | undefined): void {
  if (page === undefined) {
    response.writeHead(404, { "content-type": "text/plain" }).end("There is no such page in the stand-in.\n");
    return;
  }
  response.writeHead(page.status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; form-action *",
    "referrer-policy": "no-referrer",
    ...(page.location === undefined ? {} : { location: page.location }),
  });
  response.end(page.html ?? "");
}
