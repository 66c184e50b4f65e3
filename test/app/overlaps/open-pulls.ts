import { afterEach } from "@jest/globals";
import { type OverlapBook, openBook } from "../../../src/app/overlaps/book.ts";
import type { Scene } from "../../../src/app/overlaps/scene.ts";
import type { KnownHead } from "../../../src/core/overlap-store.ts";
import type { OverlapRequest } from "../../../src/core/pull-request-overlaps.ts";
import { openClone } from "../../../src/git/clone.ts";
import { createGitRepository, type GitRepository } from "../../support/git-repository.ts";

export type Files = Readonly<Record<string, string | undefined>>;

/** What nobody has configured, at the level from which most things are told. */
export const request: OverlapRequest = {
  acting: { agent: null, trust: "none", priority: 50 },
  maxAgeDays: 30,
  maxFiles: 300,
  ignoreSameAgent: false,
  reportFrom: "hunk",
  hot: { share: 1, fewest: 10_000 },
  isHotspot: () => false,
  ownersOf: () => [],
};

let opened: { readonly book: OverlapBook; readonly repository: GitRepository }[] = [];

/** Closes, after each test, what it has opened. */
export function closeBooks(): void {
  afterEach(async () => {
    for (const { book, repository } of opened) {
      await book.close();
      repository[Symbol.dispose]();
    }
    opened = [];
  });
}

/** Pull requests 1, 2, … that make these changes of a base with these files, the later ones touched earlier. */
export async function openPulls(base: Files, changes: readonly Files[], now: number) {
  const repository = createGitRepository();
  const sha = repository.commit("main", base);
  const commits = changes.map((files, at) => repository.commit(`p${at + 1}`, files, { from: "main" }));
  const book = await openBook(await openClone(repository.directory), sha);
  opened.push({ book, repository });
  await book.read(
    commits.map((commit, at) => ({ number: at + 1, commit })),
    request.maxFiles,
  );
  const rows = commits.map(
    (headSha, at): KnownHead => ({
      installationId: 1,
      repositoryId: 1,
      number: at + 1,
      baseRef: "main",
      headSha,
      draft: false,
      readySince: at,
      touchedAt: now - at,
      acting: undefined,
    }),
  );
  const about = (number: number, known: Partial<Scene> = {}): Scene => {
    const subject = rows.find((row) => row.number === number);
    if (subject === undefined) throw new Error(`There is no #${number}.`);
    const others = rows.filter((row) => row.number !== number);
    return { subject, others, told: [], pins: [], request, now, ...known };
  };
  return { repository, book, rows, about };
}
