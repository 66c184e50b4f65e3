import { grouped } from "../core/count-of.ts";
import { expandSnappy } from "../formats/snappy/expand.ts";
import { boundedBytes } from "./received-bytes.ts";
import { openStorage, type Redirect, storageTrouble } from "./storage.ts";

const timeoutMs = 60_000;

export type DownloadedBundle = { readonly bundle: Uint8Array } | { readonly because: string };

/**
 * One bundle from the storage that GitHub names, without any token: JSON, or raw Snappy of it. Whatever is wrong with the
 * bytes is told of this bundle alone; the storage's own trouble is thrown, as `openStorage` throws it.
 */
export async function downloadBundle(redirect: Redirect, maxBytes: number): Promise<DownloadedBundle> {
  const response = await openStorage(redirect, timeoutMs);
  const received = await boundedBytes(response.body, maxBytes).catch((cause: unknown) => {
    throw storageTrouble("broke off while it sent an attestation", cause);
  });
  if (received === "too-large") return tooLarge(maxBytes);
  if (isJson(response.headers.get("content-type"))) return { bundle: received };
  const expanded = expandSnappy(received, maxBytes);
  if (expanded.kind === "bytes") return { bundle: expanded.bytes };
  return { because: `The bundle is no Snappy block: ${expanded.because}. Delete this attestation, and attest anew.` };
}

/** GitHub's own storage says `application/x-snappy`; others say nothing of use. */
function isJson(contentType: string | null): boolean {
  return /^application\/(?:[a-z0-9.+-]+\+)?json\s*(?:;|$)/i.test(contentType ?? "");
}

function tooLarge(maxBytes: number): DownloadedBundle {
  return { because: `The bundle has more than ${grouped(maxBytes)} bytes. Attest with a smaller predicate.` };
}
