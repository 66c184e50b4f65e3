import type { Reasoned } from "../../core/ledger.ts";
import type { Wish } from "../../core/queue.ts";
import type { RecordedLease } from "../../core/recorded-lease.ts";
import type { RepositoryName } from "../../core/target.ts";
import type { Command } from "../../formats/commands/command.ts";
import { markUnpublished } from "../head-lock.ts";
import type { Services } from "../services.ts";
import { touchedByLeases } from "./touched-by-leases.ts";

/** So many entries of the ledger, and leases, are looked through for what a command was about. */
const mostLookedBack = 500;

interface Place {
  readonly installationId: number;
  readonly repository: RepositoryName;
}

type Conversation = Place & { readonly number: number; readonly ofPullRequest: boolean; readonly commentId: number };

/**
 * What a command may have changed is judged again: its own pull request, and for the sake of a lease whoever changes what it
 * is about.
 */
export async function wishAffected(services: Services, place: Conversation, command: Command): Promise<void> {
  switch (command.name) {
    case "explain":
    case "merge-order":
      return;
    case "claim":
    case "renew":
    case "release":
    case "handoff":
      await wishOne(services, place);
      return wishTouched(services, place, await leasesOfComment(services, place));
    case "gate":
      await wishOne(services, place);
      if (command.does === "revoke") await wishTouched(services, place, await leasesOfComment(services, place));
      return;
    case "recheck":
      return wishAnew(services, place);
    case "agent":
    case "prefer":
      return wishOne(services, place);
  }
}

/** Open pull requests that a change of these leases may concern; every one that is known, where the leases are not. */
export async function wishTouched(
  services: Services,
  { installationId, repository }: Place,
  leases: readonly RecordedLease[] | undefined,
): Promise<void> {
  const open = await services.store.openPullRequestsOf(repository.id);
  const touched = leases === undefined ? open : touchedByLeases(services.books, open, leases);
  // Several commands in a row are judged once.
  const notBefore = services.clock() + services.settings.coalesceMs;
  const wishes = touched.map(
    ({ number }): Wish => ({ target: { kind: "pull-request", installationId, repository, number }, notBefore }),
  );
  await services.queue.wish(wishes);
  services.wake();
}

/** The leases that the command of a comment was about, by the ledger; undefined where it does not tell. */
async function leasesOfComment(
  services: Services,
  { repository, commentId }: Conversation,
): Promise<readonly RecordedLease[] | undefined> {
  const entries = await services.leases.ledger({ repositoryId: repository.id, limit: mostLookedBack });
  const own = entries.filter((entry) => entry.commentId === commentId);
  // What a comment does is written down all at once. Where the entries end before it or in it, it is too long ago.
  const isSeen = own.length > 0 && entries.at(-1)?.commentId !== commentId;
  if (!isSeen && entries.length === mostLookedBack) return undefined;
  const ids = own
    .filter(({ action }) => action !== "override-ended" && action !== "refused")
    .map(({ subject }) => subject);
  return leasesNamed(services, repository.id, new Set(ids));
}

/** Leases by their ids, such as `L12`; undefined where one of them is not among the youngest. */
export async function leasesNamed(
  services: Pick<Services, "leases">,
  repositoryId: number,
  ids: ReadonlySet<string>,
): Promise<readonly RecordedLease[] | undefined> {
  if (ids.size === 0) return [];
  const found = (await services.leases.leases(repositoryId, mostLookedBack)).filter(({ id }) => ids.has(id));
  return found.length === ids.size ? found : undefined;
}

async function wishOne(
  services: Services,
  { installationId, repository, number, ofPullRequest }: Conversation,
): Promise<void> {
  if (!ofPullRequest) return;
  const target = { kind: "pull-request", installationId, repository, number } as const;
  await services.queue.wish([{ target, notBefore: services.clock() }]);
  services.wake();
}

/**
 * As if somebody had pressed the button to run all checks of the head again. Whoever asks wants to hear of overlaps, too, also where
 * the gate only advises.
 */
async function wishAnew(services: Services, place: Conversation): Promise<void> {
  if (place.ofPullRequest) await services.overlapComments.askForOverlapComment(place.repository.id, place.number);
  const known = await services.store.pullRequest(place.repository.id, place.number);
  if (known !== undefined) await markUnpublished(services, place.repository.id, known.headSha);
  await wishOne(services, place);
}

/** Wished before it is granted: nobody may stop between the two. */
export async function wishExpiries(services: Services, place: Place, effects: readonly Reasoned[]): Promise<void> {
  const times = effects.flatMap((effect) =>
    "lease" in effect ? [effect.lease.expires] : "expires" in effect ? [effect.expires] : [],
  );
  if (times.length > 0) await wishSettling(services, place, Math.min(...times));
}

/** Has the leases of a repository looked at. */
export async function wishSettling(
  services: Services,
  { installationId, repository }: Place,
  notBefore: number,
): Promise<void> {
  await services.queue.wish([{ target: { kind: "leases", installationId, repository }, notBefore }]);
}
