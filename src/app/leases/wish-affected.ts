import type { Reasoned } from "../../core/ledger.ts";
import type { Wish } from "../../core/queue.ts";
import type { RepositoryName } from "../../core/target.ts";
import type { Command } from "../../formats/commands/command.ts";
import type { Services } from "../services.ts";

interface Place {
  readonly installationId: number;
  readonly repository: RepositoryName;
}

/** What a command may have changed is judged again: its own pull request, and for the sake of a lease every open one. */
export async function wishAffected(
  services: Services,
  place: Place & { readonly number: number; readonly ofPullRequest: boolean },
  command: Command,
): Promise<void> {
  switch (command.name) {
    case "explain":
    case "merge-order":
      return;
    case "claim":
    case "renew":
    case "release":
    case "handoff":
      return wishAll(services, place);
    case "gate":
      return command.does === "revoke" ? wishAll(services, place) : wishOne(services, place);
    case "recheck":
      return wishAnew(services, place);
    case "agent":
    case "prefer":
      return wishOne(services, place);
  }
}

/** Every open pull request that is known: a lease counts for all of them. */
export async function wishAll(services: Services, { installationId, repository }: Place): Promise<void> {
  const open = await services.store.openPullRequestsOf(repository.id);
  // Several commands in a row are judged once.
  const notBefore = services.clock() + services.settings.coalesceMs;
  const wishes = open.map(
    ({ number }): Wish => ({ target: { kind: "pull-request", installationId, repository, number }, notBefore }),
  );
  await services.queue.wish(wishes);
  services.wake();
}

async function wishOne(
  services: Services,
  { installationId, repository, number, ofPullRequest }: Parameters<typeof wishAffected>[1],
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
async function wishAnew(services: Services, place: Parameters<typeof wishAffected>[1]): Promise<void> {
  if (place.ofPullRequest) await services.overlapComments.askForOverlapComment(place.repository.id, place.number);
  const known = await services.store.pullRequest(place.repository.id, place.number);
  if (known !== undefined) await services.store.markUnpublished(place.repository.id, known.headSha);
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
