import type { Wish } from "../../core/queue.ts";
import type { RepositoryName, Target } from "../../core/target.ts";
import type { ListedRepository } from "../../github/pull-requests.ts";
import type { Services } from "../services.ts";

type Of<K extends Target["kind"]> = Extract<Target, { kind: K }>;

const dayMs = 24 * 60 * 60_000;
/** Workflows of one commit end over minutes; so many times the pause of pushes is waited for all of them. */
const pauses = 30;

/** Wishes every repository of an installation watched once a day, and remembers which branch is the default one. */
export async function wishDailyWatches(
  services: Services,
  installationId: number,
  repositories: readonly ListedRepository[],
): Promise<void> {
  if (!isAnyWatching(services)) return;
  const { notices, queue } = services;
  const known = new Map((await notices.watchedRepositories(installationId)).map((one) => [one.repositoryId, one]));
  const now = services.clock();
  for (const { repository, defaultBranch } of repositories) {
    const about = { installationId, defaultBranch };
    const watched = known.get(repository.id) ?? (await notices.watchedRepository(repository.id));
    if (watched === undefined) {
      const unknown = { repositoryId: repository.id, wishedAt: 0, listed: false, refusal: "" };
      await notices.saveWatchedRepository({ ...unknown, ...about });
    } else if (watched.defaultBranch !== defaultBranch || watched.installationId !== installationId) {
      await notices.changeWatchedRepository(repository.id, about);
    }
    if (!isOtherDay(repository.id, watched?.wishedAt ?? 0, now)) continue;
    // Wished before that is remembered: what is cut off between the two is wished twice, and done once.
    await queue.wish([watchWish(installationId, repository, now)]);
    await notices.changeWatchedRepository(repository.id, { wishedAt: now });
  }
}

/**
 * Reports of a branch have arrived. Only those of the default branch matter, and only where a gate watches it or issues are
 * left of one that did; what the sweep has not seen yet, it wishes.
 */
export async function wishWatchOfBranch(services: Services, target: Of<"evidence">, isWatched: boolean): Promise<void> {
  if (!isWatched && (await services.notices.noticeIssues(target.repository.id)).length === 0) return;
  const watched = await services.notices.watchedRepository(target.repository.id);
  if (watched === undefined || watched.defaultBranch !== target.branch) return;
  const notBefore = services.clock() + pauses * services.settings.coalesceMs;
  await services.queue.wish([watchWish(target.installationId, target.repository, notBefore)]);
  services.wake();
}

function isAnyWatching({ gates }: Services): boolean {
  return gates.some(({ watch }) => watch !== undefined);
}

function watchWish(installationId: number, repository: RepositoryName, notBefore: number): Wish {
  return { target: { kind: "watch", installationId, repository }, notBefore };
}

/** The day of a repository begins at a time of its own, so that they do not all come at midnight. */
function isOtherDay(repositoryId: number, then: number, now: number): boolean {
  // Seconds of the day; a prime spreads ids that follow each other.
  const beginsAt = ((repositoryId * 7_919) % 86_400) * 1_000;
  const dayOf = (moment: number) => Math.floor((moment - beginsAt) / dayMs);
  return dayOf(then) !== dayOf(now);
}
