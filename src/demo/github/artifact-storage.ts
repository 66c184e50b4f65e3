import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { createReadStream } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { hasExpired } from "./view-workflow.ts";
import type { Artifact } from "./workflow-types.ts";
import type { World } from "./world.ts";

/** GitHub: the link to an archive lasts for a minute. */
const linkLifetimeMs = 60_000;
const form = /^\/artifact-storage\/(\d+)\.zip$/;

/** Where the zips are: on GitHub a host of its own, which knows links that are signed, and no tokens. */
export interface ArtifactStorage {
  /** A link that opens the artifact for a minute, to whoever has it. */
  linkTo(artifact: Artifact): string;
  serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
}

export function isStoragePath(pathname: string): boolean {
  return form.test(pathname);
}

export function createArtifactStorage(world: World): ArtifactStorage {
  const key = randomBytes(32);
  const signature = (path: string, until: string) =>
    createHmac("sha256", key).update(`${path}\n${until}`).digest("base64url");
  const isSigned = (url: URL) => {
    const until = url.searchParams.get("se") ?? "";
    const given = Buffer.from(url.searchParams.get("sig") ?? "");
    const wanted = Buffer.from(signature(url.pathname, until));
    return given.length === wanted.length && timingSafeEqual(given, wanted) && Number(until) > world.clock();
  };
  return {
    linkTo(artifact) {
      const path = `/artifact-storage/${artifact.id}.zip`;
      const until = String(world.clock() + linkLifetimeMs);
      return `${world.webUrl}${path}?${new URLSearchParams({ se: until, sig: signature(path, until) }).toString()}`;
    },
    async serve(request, response, url) {
      // The real storage takes a foreign token for a broken signature.
      if (request.headers.authorization !== undefined || !isSigned(url)) {
        return refuse(response, 403, "AuthenticationFailed");
      }
      const artifact = artifactAt(world, url);
      if (artifact === undefined || hasExpired(world, artifact)) return refuse(response, 404, "BlobNotFound");
      response.writeHead(200, { "content-type": "application/zip", "content-length": artifact.sizeInBytes });
      // A reader that goes away is none of the storage's trouble.
      await pipeline(createReadStream(artifact.file), response).catch(() => response.destroy());
    },
  };
}

function artifactAt(world: World, url: URL): Artifact | undefined {
  const id = Number(form.exec(url.pathname)?.[1]);
  for (const { artifacts } of world.repositories.values()) {
    const found = artifacts.get(id);
    if (found !== undefined) return found;
  }
  return undefined;
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "content-type": "application/xml" });
  response.end(`<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>`);
}
