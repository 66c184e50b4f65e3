import { spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { allows, installationCaller, reaches } from "./access.ts";
import { serverGitEnvironment } from "./git.ts";
import { findRepository } from "./look-up.ts";
import { Refusal } from "./refusal.ts";
import type { Repository, World } from "./world.ts";

const address = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/** Whether a path is one of git's. */
export function isGitPath(path: string): boolean {
  return address.test(path);
}

/** Git's smart HTTP protocol for fetches. Pushes do not come this way: `push` of the stand-in makes them. */
export async function serveGit(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const [, owner = "", name = "", action = ""] = address.exec(url.pathname) ?? [];
  try {
    const repository = readableRepository(world, owner, name, request.headers.authorization);
    const service = action === "info/refs" ? url.searchParams.get("service") : action;
    if (service !== "git-upload-pack") throw new Refusal(403, "Pushing over HTTP is not possible in the stand-in.");
    await uploadPack(repository, action === "info/refs", request, response);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    response.writeHead(error.status, { "content-type": "text/plain", ...error.headers }).end(`${error.message}\n`);
  }
}

/** Anybody reads a public repository; a private one needs a token with `contents: read` that reaches it. */
function readableRepository(world: World, owner: string, name: string, authorization: string | undefined): Repository {
  const repository = findRepository(world, owner, name);
  const token = basicPassword(authorization);
  if (token === undefined) {
    if (repository !== undefined && !repository.private) return repository;
    throw new Refusal(401, "Authentication required", { headers: { "www-authenticate": 'Basic realm="GitHub"' } });
  }
  const caller = installationCaller(world, token);
  if (repository === undefined || (repository.private && !reaches(caller, repository))) {
    throw new Refusal(404, "Repository not found.");
  }
  if (repository.private && !allows(caller.token.permissions, "contents", "read")) {
    throw new Refusal(403, "Resource not accessible by integration");
  }
  return repository;
}

function basicPassword(authorization: string | undefined): string | undefined {
  const encoded = /^basic +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  return text.slice(text.indexOf(":") + 1);
}

async function uploadPack(
  repository: Repository,
  advertise: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const protocol = request.headers["git-protocol"];
  const version = typeof protocol === "string" && /^version=[0-9]$/.test(protocol) ? { GIT_PROTOCOL: protocol } : {};
  const options = ["--stateless-rpc", "--strict", ...(advertise ? ["--advertise-refs"] : [])];
  const child = spawn("git", ["upload-pack", ...options, repository.directory], {
    env: { ...serverGitEnvironment, ...version },
    stdio: ["pipe", "pipe", "ignore"],
  });
  response.writeHead(200, {
    "content-type": `application/x-git-upload-pack-${advertise ? "advertisement" : "result"}`,
    "cache-control": "no-cache",
  });
  if (advertise) {
    child.stdin.end();
    if (version.GIT_PROTOCOL !== "version=2") response.write("001e# service=git-upload-pack\n0000");
  } else {
    const body = request.headers["content-encoding"] === "gzip" ? request.pipe(createGunzip()) : request;
    // A client that goes away ends the process; that is all there is to do about it.
    pipeline(body, child.stdin).catch(() => child.kill());
  }
  await pipeline(child.stdout, response).catch(() => child.kill());
}
