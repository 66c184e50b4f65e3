import type { KnownHead } from "../../core/overlap-store.ts";
import type { GitDirectory } from "../../git/clone.ts";
import type { Services } from "../services.ts";
import { compareOpen } from "./compare-open.ts";
import type { CompareHead } from "./evaluation-overlaps.ts";
import { fillBook, headOf, seedHeads } from "./fill-book.ts";
import { isOld } from "./scene.ts";
import { treeGates } from "./together/tree-gates.ts";

/** Others beyond so many, those touched least lately, are not looked at. */
export const mostOthers = 2_000;

/** Compares with what the database and the book of the branch know of the others. */
export function compareOnServer(services: Services): CompareHead {
  return async (place, state, request) => {
    const { installationId, repository, git } = place;
    const repositoryId = repository.id;
    const { number, baseRef } = state;
    const now = services.clock();
    const before = await services.overlaps.head(repositoryId, number);
    const head = headOf(state, { installationId, repositoryId, now }, before);
    // Before others are read: of two that are judged at once, at least one sees the other. Who acts on it is kept once the
    // verdict that says so counts.
    await services.overlaps.saveHeads([head]);
    const subject: KnownHead = { ...head, acting: request.acting };
    return services.books.using({ repositoryId, baseRef }, git, place.base, async (book, isNew) => {
      const open = () => services.overlaps.headsAgainst(repositoryId, baseRef, mostOthers);
      if (isNew) await seedHeads(services, place, baseRef, await open());
      // Somebody else may have looked a moment later; then the later base counts.
      if (!(await isBehind(git, place.base, book.base))) await book.moveTo(place.base);
      const others = (await open()).filter((other) => other.number !== number);
      const young = others.filter((other) => !isOld(other, { now, request }));
      await fillBook(services, place, book, [subject, ...young], request.maxFiles);
      const told = await services.overlaps.pairsOf(repositoryId, number);
      const { preferences: pins } = await services.leases.book(repositoryId);
      const trees = await treeGates(services, git, book.base);
      const scene = { subject, others, told, pins, request, now, ...(trees === undefined ? {} : { trees }) };
      return { subject, compared: await compareOpen(book, scene) };
    });
  };
}

async function isBehind(git: GitDirectory, base: string, known: string): Promise<boolean> {
  if (base === known) return true;
  const common = await git.mergeBase(base, known);
  return common.kind === "found" && common.sha === base;
}
