import { createHmac, timingSafeEqual } from "node:crypto";
import type { Services } from "../services.ts";

/** Where the leases and the ledger of a repository are shown; undefined when the server does not know its own address. */
export function ledgerUrl({ settings }: Pick<Services, "settings">, repositoryId: number): string | undefined {
  const { publicUrl } = settings;
  return publicUrl === undefined ? undefined : `${publicUrl}/leases/${repositoryId}/${keyOf(settings, repositoryId)}`;
}

/** The key in the address is the permission: it is unguessable, and shown only in the repository's own conversations. */
export function opensLedger({ settings }: Pick<Services, "settings">, repositoryId: number, key: string): boolean {
  const [given, right] = [Buffer.from(key), Buffer.from(keyOf(settings, repositoryId))];
  return given.length === right.length && timingSafeEqual(given, right);
}

function keyOf({ privateKey }: Services["settings"], repositoryId: number): string {
  return createHmac("sha256", privateKey).update(`leases:${repositoryId}`).digest("hex").slice(0, 40);
}
