import { spawn } from "node:child_process";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createGunzip } from "node:zlib";
import { plainGitEnvironment } from "./git-repository.ts";

export interface GitHttpServerOptions {
  /** The directory whose repositories are served. */
  readonly root: string;
  /** The password that every request must show; without it, nobody is asked. */
  readonly password?: string;
  /** Holds every pack back for so long. */
  readonly delayMs?: number;
  /** Answers every request with this status instead. */
  readonly status?: number;
}

/** Git's smart HTTP protocol on loopback, spoken by `git http-backend`. */
export interface GitHttpServer {
  readonly url: string;
  /** Requests that were answered, by the end of their path. */
  readonly requests: readonly string[];
  [Symbol.asyncDispose](): Promise<void>;
}

export async function startGitHttpServer(options: GitHttpServerOptions): Promise<GitHttpServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(request, response, options);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server does not listen on a port.");
  return address.port;
}

function answer(request: IncomingMessage, response: ServerResponse, options: GitHttpServerOptions): void {
  if (options.status !== undefined) {
    response.writeHead(options.status).end();
    return;
  }
  if (options.password !== undefined && passwordOf(request) !== options.password) {
    response.writeHead(401, { "www-authenticate": 'Basic realm="test"' }).end();
    return;
  }
  const wait = request.method === "POST" ? (options.delayMs ?? 0) : 0;
  setTimeout(() => runBackend(request, response, options.root), wait);
}

function passwordOf(request: IncomingMessage): string | undefined {
  const encoded = request.headers.authorization?.replace(/^Basic /, "") ?? "";
  return Buffer.from(encoded, "base64").toString("utf8").split(":")[1];
}

function runBackend(request: IncomingMessage, response: ServerResponse, root: string): void {
  const url = new URL(request.url ?? "/", "http://localhost");
  const child = spawn("git", ["-c", "uploadpack.allowAnySHA1InWant=true", "http-backend"], {
    env: {
      ...plainGitEnvironment,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
      REMOTE_USER: "somebody",
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  const zipped = request.headers["content-encoding"] === "gzip";
  child.stdin.on("error", () => undefined);
  (zipped ? request.pipe(createGunzip()) : request).pipe(child.stdin);
  response.on("close", () => child.kill("SIGKILL"));
  let head: Buffer | undefined = Buffer.alloc(0);
  child.stdout.on("data", (piece: Buffer) => {
    if (head === undefined) {
      response.write(piece);
      return;
    }
    head = Buffer.concat([head, piece]);
    const end = head.indexOf("\r\n\r\n");
    if (end === -1) return;
    writeHead(response, head.subarray(0, end).toString("latin1"));
    response.write(head.subarray(end + 4));
    head = undefined;
  });
  child.on("close", () => response.end());
}

/** The head of a CGI answer: lines of `name: value`, the status among them. */
function writeHead(response: ServerResponse, head: string): void {
  for (const line of head.split("\r\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === "status") response.statusCode = Number(value.slice(0, 3));
    else response.setHeader(name, value);
  }
}
