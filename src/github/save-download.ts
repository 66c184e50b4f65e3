import { open, rm } from "node:fs/promises";
import { storageTrouble } from "./storage.ts";

export interface SaveOptions {
  /** As they are sent. */
  readonly maxBytes: number;
  /** The path of a new file. Its folder is there; the file must not be. */
  readonly to: string;
}

export type Saved =
  | { readonly kind: "file"; readonly bytes: number }
  | { readonly kind: "too-large"; readonly limit: number };

/**
 * Writes a body into a file that only this user may read, piece by piece. The file is there only when the answer is
 * `file`. Throws GITHUB_UNAVAILABLE for trouble of the network, and what the disk says. `what` is said in messages.
 */
export async function saveDownload(response: Response, { to, maxBytes }: SaveOptions, what: string): Promise<Saved> {
  const tooLarge = { kind: "too-large", limit: maxBytes } as const;
  if (Number(response.headers.get("content-length") ?? 0) > maxBytes) {
    await response.body?.cancel();
    return tooLarge;
  }
  const bytes = await save(response, to, maxBytes, what);
  return bytes === "too-large" ? tooLarge : { kind: "file", bytes };
}

/** Writes the body into a new file; whatever goes wrong, no part of it is left. */
async function save(response: Response, to: string, maxBytes: number, what: string): Promise<number | "too-large"> {
  // Not a file that was there before: the clean-up would delete it.
  const file = await open(to, "wx", 0o600).catch(async (error: unknown) => {
    await response.body?.cancel();
    throw error;
  });
  let whole = false;
  try {
    let bytes = 0;
    for await (const piece of piecesOf(response, what)) {
      bytes += piece.length;
      if (bytes > maxBytes) return "too-large";
      await file.writeFile(piece);
    }
    if (isCutShort(response, bytes)) throw storageTrouble(`sent only a part of ${what}`);
    whole = true;
    return bytes;
  } finally {
    await file.close();
    if (!whole) await rm(to, { force: true });
  }
}

/** The length is that of what was sent, so it says nothing of what was packed on the way. */
function isCutShort({ headers }: Response, bytes: number): boolean {
  const announced = headers.get("content-length");
  return announced !== null && !headers.has("content-encoding") && Number(announced) !== bytes;
}

/** The body's bytes. Only trouble of the network becomes a Fault here; the disk's own is not mixed up with it. */
async function* piecesOf({ body }: Response, what: string): AsyncGenerator<Uint8Array, void> {
  try {
    if (body !== null) yield* body;
  } catch (cause) {
    throw storageTrouble(`broke off while it sent ${what}`, cause);
  }
}
