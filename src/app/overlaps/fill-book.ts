import type { KnownHead } from "../../core/overlap-store.ts";
import { listOpenPullRequests, type PullRequestState } from "../../github/pull-requests.ts";
import type { Services } from "../services.ts";
import type { OverlapBook } from "./book.ts";
import { bringHeads, type HeadsPlace } from "./bring-heads.ts";

/** So many heads are read in one go, so that the time is looked at now and then. */
const headsAtOnce = 50;
/** The first look at a large repository must not hold a worker for ever; the next one goes on where it ended. */
const maxFillMs = 120_000;

/** Reads the heads of these open pull requests that the book does not know at their commits, those of the front first. */
export async function fillBook(
  services: Services,
  place: HeadsPlace,
  book: OverlapBook,
  open: readonly KnownHead[],
  maxFiles: number,
): Promise<void> {
  book.keepOnly(new Set(open.map(({ number }) => number)));
  const until = services.clock() + maxFillMs;
  const unknown = open.filter(({ number, headSha }) => !book.knows(number, headSha, maxFiles));
  const heads = unknown.length === 0 ? [] : await bringHeads(services, place, unknown, until);
  for (let start = 0; start < heads.length; start += headsAtOnce) {
    // What is at hand comes first, with the pull request itself: it is read however long others took to fetch.
    if (start > 0 && services.clock() >= until) break;
    await book.read(heads.slice(start, start + headsAtOnce), maxFiles);
  }
}

/** Whoever was opened, closed or pushed to while nobody listened: what GitHub lists now is right. */
export async function seedHeads(
  services: Services,
  { installationId, repository }: HeadsPlace,
  baseRef: string,
  known: readonly KnownHead[],
): Promise<void> {
  const octokit = await services.probot.auth(installationId);
  const listed = await listOpenPullRequests(octokit, repository, baseRef);
  const before = new Map(known.map((head) => [head.number, head]));
  const now = services.clock();
  await services.overlaps.saveHeads(
    listed.items.map((state) =>
      headOf(state, { installationId, repositoryId: repository.id, now }, before.get(state.number)),
    ),
  );
  if (!listed.complete) return;
  const open = new Set(listed.items.map(({ number }) => number));
  for (const { number } of known) if (!open.has(number)) await services.overlaps.removeHead(repository.id, number);
}

/** What is kept of a pull request as GitHub has it. */
export function headOf(
  { number, baseRef, headSha, draft, createdAt, updatedAt }: PullRequestState,
  {
    installationId,
    repositoryId,
    now,
  }: { readonly installationId: number; readonly repositoryId: number; readonly now: number },
  before: KnownHead | undefined,
): KnownHead {
  const becameReady = before?.draft === true && !draft;
  return {
    installationId,
    repositoryId,
    number,
    baseRef,
    headSha,
    draft,
    readySince: becameReady ? now : (before?.readySince ?? createdAt),
    touchedAt: updatedAt,
    acting: undefined,
  };
}
