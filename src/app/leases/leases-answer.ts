import { leasesPage } from "../../web/leases-page.ts";
import type { Services } from "../services.ts";
import { opensLedger } from "./ledger-url.ts";

/** On one page. */
const maxLeases = 200;
const maxEntries = 100;

const address = /^\/leases\/([1-9]\d{0,15})\/([0-9a-f]{40})$/;

/** The page of a repository's leases; undefined for another address, "missing" for one that opens nothing. */
export async function leasesAnswer(services: Services, url: string): Promise<string | "missing" | undefined> {
  const [path = "", query = ""] = url.split("?", 2);
  const [, id = "", key = ""] = address.exec(path) ?? [];
  if (id === "") return undefined;
  const repositoryId = Number(id);
  if (!Number.isSafeInteger(repositoryId) || !opensLedger(services, repositoryId, key)) return "missing";
  const repository = (await services.leases.repositories()).find((each) => each.id === repositoryId);
  if (repository === undefined) return "missing";
  const before = epochOf(new URLSearchParams(query).get("before"));
  const ledger = await services.leases.ledger({ repositoryId, limit: maxEntries, before });
  const last = ledger.at(-1)?.epoch ?? 1;
  return leasesPage({
    repository,
    leases: await services.leases.leases(repositoryId, maxLeases),
    ledger,
    now: services.clock(),
    olderUrl: last > 1 ? `${path}?before=${last}` : undefined,
  });
}

function epochOf(text: string | null): number | undefined {
  return /^[1-9]\d{0,14}$/.test(text ?? "") ? Number(text) : undefined;
}
