import { Fault } from "../../core/fault.ts";
import type { GitDirectory } from "../../git/clone.ts";
import { type OverlapBook, openBook } from "./book.ts";

/** Books of this process, one for each branch of a repository. One works with a book at a time. */
export interface OverlapBooks {
  /**
   * Lends the book of a branch, made when there is none. A book with which git failed is thrown away: the mirror may have
   * dropped what it rests on. `isNew` tells that nothing is in it yet.
   */
  using<T>(
    place: BookPlace,
    git: GitDirectory,
    base: string,
    work: (book: OverlapBook, isNew: boolean) => Promise<T>,
  ): Promise<T>;
  /** What the pull request changes at this head, old names of files too; undefined where no book of this process knows. */
  changedPaths(place: BookPlace, number: number, headSha: string): ReadonlySet<string> | undefined;
  close(): Promise<void>;
}

interface BookPlace {
  readonly repositoryId: number;
  readonly baseRef: string;
}

/** Each keeps the changed lines of some thousand pull requests in memory. */
const maxBooks = 8;

export function overlapBooks(): OverlapBooks {
  const books = new Map<string, OverlapBook>();
  const last = new Map<string, Promise<unknown>>();

  async function drop(key: string): Promise<void> {
    const book = books.get(key);
    books.delete(key);
    await book?.close();
  }

  async function lend<T>(key: string, git: GitDirectory, base: string, work: Work<T>): Promise<T> {
    const known = books.get(key);
    const book = known ?? (await openBook(git, base));
    // Whichever is used goes last.
    books.delete(key);
    books.set(key, book);
    try {
      return await work(book, known === undefined);
    } catch (cause) {
      if (cause instanceof Fault) await drop(key);
      throw cause;
    }
  }

  async function dropIdle(): Promise<void> {
    while (books.size > maxBooks) {
      const idle = [...books.keys()].find((key) => !last.has(key));
      if (idle === undefined) return;
      await drop(idle);
    }
  }

  return {
    async using(place, git, base, work) {
      const key = keyOf(place);
      const turn = settled(last.get(key)).then(() => lend(key, git, base, work));
      const end = settled(turn);
      last.set(key, end);
      try {
        return await turn;
      } finally {
        if (last.get(key) === end) last.delete(key);
        await dropIdle();
      }
    },
    changedPaths: (place, number, headSha) => books.get(keyOf(place))?.changedPaths(number, headSha),
    async close() {
      await Promise.all(last.values());
      for (const key of [...books.keys()]) await drop(key);
    },
  };
}

function keyOf({ repositoryId, baseRef }: BookPlace): string {
  return `${repositoryId} ${baseRef}`;
}

type Work<T> = (book: OverlapBook, isNew: boolean) => Promise<T>;

/** When it has ended, whichever way. */
async function settled(work: Promise<unknown> | undefined): Promise<void> {
  await work?.catch(() => undefined);
}
