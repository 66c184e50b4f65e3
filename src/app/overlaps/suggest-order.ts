import type { SuggestedOrder } from "../../commands/situation.ts";
import { Fault } from "../../core/fault.ts";
import type { OverlapRequest } from "../../core/pull-request-overlaps.ts";
import type { RepositoryName } from "../../core/target.ts";
import { mostOrdered } from "../../gates/ownership/overlap/order-around.ts";
import { fetchRefs } from "../fetch-refs.ts";
import type { Services } from "../services.ts";
import { bringHeads } from "./bring-heads.ts";
import { seedHeads } from "./fill-book.ts";
import { planOrder } from "./plan-order.ts";
import { dayMs } from "./scene.ts";
import { mostOthers } from "./server-overlaps.ts";

interface Place {
  readonly installationId: number;
  readonly repository: RepositoryName;
  readonly baseRef: string;
}

/** So long the heads that nobody has read yet may take. */
const maxReadMs = 30_000;

/**
 * An order for merging the open pull requests against a branch, those touched last where there are many. Undefined when git or
 * GitHub cannot tell; Faults that a retry may heal are thrown.
 */
export async function suggestOrder(
  services: Services,
  place: Place,
  compared: Pick<OverlapRequest, "maxAgeDays" | "maxFiles">,
): Promise<SuggestedOrder | undefined> {
  try {
    return await orderOf(services, place, compared);
  } catch (cause) {
    if (!(cause instanceof Fault) || cause.retry) throw cause;
    services.log.error({ repository: place.repository.id, error: cause.message }, "no order can be suggested");
    return undefined;
  }
}

async function orderOf(
  services: Services,
  { installationId, repository, baseRef }: Place,
  { maxAgeDays, maxFiles }: Parameters<typeof suggestOrder>[2],
): Promise<SuggestedOrder | undefined> {
  const git = await fetchRefs(services, installationId, repository, [`refs/heads/${baseRef}`]);
  const [base] = git.commits;
  if (base === undefined) return undefined;
  const place = { installationId, repository, git };
  return services.books.using({ repositoryId: repository.id, baseRef }, git, base, async (book, isNew) => {
    const open = () => services.overlaps.headsAgainst(repository.id, baseRef, mostOthers);
    if (isNew) await seedHeads(services, place, baseRef, await open());
    const young = (await open()).filter(({ touchedAt }) => touchedAt >= services.clock() - maxAgeDays * dayMs);
    const heads = young.slice(0, mostOrdered);
    const unknown = heads.filter(({ number, headSha }) => !book.knows(number, headSha, maxFiles));
    if (unknown.length > 0) {
      await book.read(await bringHeads(services, place, unknown, services.clock() + maxReadMs), maxFiles);
    }
    const told = await Promise.all(heads.map(({ number }) => services.overlaps.pairsOf(repository.id, number)));
    return { baseRef, ...(await planOrder(book, heads, told.flat())), isCut: young.length > heads.length };
  });
}
