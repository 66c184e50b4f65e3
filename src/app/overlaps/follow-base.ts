import type { Target } from "../../core/target.ts";
import { hotFiles } from "../../gates/ownership/overlap/hot-files.ts";
import { fetchRef } from "../fetch-refs.ts";
import type { Services } from "../services.ts";
import type { OverlapBook } from "./book.ts";
import { wishPartners } from "./settle.ts";

type BaseTarget = Extract<Target, { kind: "base" }>;

/** Of those whom a move of the base touches at hot files only, so many are judged again. */
const mostHot = 50;

/**
 * A branch moved. Open pull requests against it that changed the same files are judged again, those touched last first:
 * what git merges them to is another thing now. Others meet each other as before.
 */
export async function followBase(services: Services, { installationId, repository, ref }: BaseTarget): Promise<void> {
  const open = await services.overlaps.headsAgainst(repository.id, ref, Number.MAX_SAFE_INTEGER);
  if (open.length === 0) return;
  const fetched = await fetchRef(services, installationId, repository, `refs/heads/${ref}`);
  // A branch that was deleted has no tip to follow.
  if (fetched === undefined) return;
  const { git, tip: base } = fetched;
  const place = { repositoryId: repository.id, baseRef: ref };
  const touched = await services.books.using(place, git, base, async (book, isNew) => {
    // Nobody has compared anything here since this process began: what was told may be out of date.
    if (isNew) return undefined;
    const hot = hotOnly(book);
    const moved = [...(await book.moveTo(base))];
    return new Set([
      ...moved.filter((number) => !hot.has(number)),
      ...moved.filter((number) => hot.has(number)).slice(-mostHot),
    ]);
  });
  const numbers = open.map(({ number }) => number);
  const affected =
    touched === undefined
      ? await telling(services, repository.id, numbers)
      : numbers.filter((number) => touched.has(number));
  await wishPartners(services, { installationId, repository }, affected);
}

/** Pull requests that change nothing but files that everybody changes. */
function hotOnly(book: OverlapBook): ReadonlySet<number> {
  const { facts, index } = book.index();
  const hot = hotFiles(index);
  const only = facts.filter((_, place) => [...(index.heads[place]?.paths ?? [])].every((path) => hot.has(path)));
  return new Set(only.map(({ ref }) => Number(ref)));
}

async function telling(
  services: Services,
  repositoryId: number,
  numbers: readonly number[],
): Promise<readonly number[]> {
  const found: number[] = [];
  for (const number of numbers) {
    if ((await services.overlaps.pairsOf(repositoryId, number)).length > 0) found.push(number);
  }
  return found;
}
