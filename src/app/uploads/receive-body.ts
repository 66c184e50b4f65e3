import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** `cut-off`: the other side went away in the middle, or took too long. */
export type Received<T> =
  | { readonly kind: "used"; readonly value: T }
  | { readonly kind: "too-large" }
  | { readonly kind: "cut-off" };

/**
 * Brings the body into a file that only this user may read, and deletes it once it was used. The bytes that come are
 * counted: the length that a header claims is not believed. Throws what the disk says, and what `use` throws.
 */
export async function receiveBody<T>(
  request: IncomingMessage,
  maxBytes: number,
  use: (file: string) => Promise<T>,
): Promise<Received<T>> {
  const folder = await mkdtemp(join(tmpdir(), "lanekeeper-upload-"));
  try {
    const file = join(folder, "report");
    const handle = await open(file, "wx", 0o600);
    const outcome = await save(request, maxBytes, handle).finally(() => handle.close());
    return outcome === "whole" ? { kind: "used", value: await use(file) } : { kind: outcome };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function save(
  request: IncomingMessage,
  maxBytes: number,
  handle: FileHandle,
): Promise<"whole" | "too-large" | "cut-off"> {
  // Otherwise a refusal could not be sent any more: the connection would be closed with the body.
  const pieces = request.iterator({ destroyOnReturn: false });
  let bytes = 0;
  for (;;) {
    const next: IteratorResult<Buffer> | undefined = await pieces.next().catch(() => undefined);
    if (next === undefined) return "cut-off";
    if (next.done === true) return request.complete ? "whole" : "cut-off";
    bytes += next.value.length;
    if (bytes > maxBytes) {
      await pieces.return?.();
      return "too-large";
    }
    await handle.writeFile(next.value);
  }
}
