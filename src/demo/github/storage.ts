import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { createReadStream } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { compress } from "snappyjs";
import { hasExpired } from "./view-workflow.ts";
import type { World } from "./world.ts";

/** GitHub: the link to an archive lasts for a minute. */
const linkLifetimeMs = 60_000;
const form = /^\/storage\/(artifacts|attestations|assets)\/(\d+)$/;

/** What is kept beside the database, by what it is. */
type Kept = "artifacts" | "attestations" | "assets";

/** Where zips, bundles and files of releases are: on GitHub hosts of their own, which know links that are signed, and no tokens. */
export interface Storage {
  /** A link that opens it for a minute, to whoever has it. */
  linkTo(kind: Kept, id: number): string;
  serve(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>;
}

export function isStoragePath(pathname: string): boolean {
  return form.test(pathname);
}

export function createStorage(world: World): Storage {
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
    linkTo(kind, id) {
      const path = `/storage/${kind}/${id}`;
      const until = String(world.clock() + linkLifetimeMs);
      return `${world.webUrl}${path}?${new URLSearchParams({ se: until, sig: signature(path, until) }).toString()}`;
    },
    async serve(request, response, url) {
      // The real storage takes a foreign token for a broken signature.
      if (request.headers.authorization !== undefined || !isSigned(url)) {
        return refuse(response, 403, "AuthenticationFailed");
      }
      const [, kind = "", id] = form.exec(url.pathname) ?? [];
      const blob = blobAt(world, kind, Number(id));
      if (blob === undefined) return refuse(response, 404, "BlobNotFound");
      response.writeHead(200, { "content-type": blob.type, "content-length": blob.size });
      // A reader that goes away is none of the storage's trouble.
      await pipeline(blob.open(), response).catch(() => response.destroy());
    },
  };
}

interface Blob {
  readonly type: string;
  readonly size: number;
  open(): Readable;
}

function blobAt(world: World, kind: string, id: number): Blob | undefined {
  for (const repository of world.repositories.values()) {
    const artifact = repository.artifacts.get(id);
    if (kind === "artifacts" && artifact !== undefined && !hasExpired(world, artifact)) {
      return { type: "application/zip", size: artifact.sizeInBytes, open: () => createReadStream(artifact.file) };
    }
    const bundle = repository.attestations.get(id)?.stored;
    // GitHub keeps bundles as one raw block of Snappy.
    if (kind === "attestations" && bundle !== undefined) return inMemory("application/x-snappy", snappy(bundle));
    const asset = [...repository.releases.values()].flatMap(({ assets }) => assets).find((one) => one.id === id);
    if (kind === "assets" && asset !== undefined) return inMemory("application/octet-stream", asset.bytes);
  }
  return undefined;
}

function snappy(bundle: Uint8Array | { readonly block: Uint8Array }): Uint8Array {
  return bundle instanceof Uint8Array ? compress(bundle) : bundle.block;
}

function inMemory(type: string, bytes: Uint8Array): Blob {
  return { type, size: bytes.length, open: () => Readable.from([bytes]) };
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "content-type": "application/xml" });
  response.end(`<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>`);
}
