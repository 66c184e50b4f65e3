/**
 * Joins what is handed in at the same time into one commit, so that many callers share one wait for the disk.
 * While a commit is under way, later callers gather for the next one. Every caller learns how its own items fared:
 * when a joint commit fails for what it holds, each caller's items are tried alone, so that one bad item harms nobody
 * else. Trouble that may pass, such as a database that does not answer, is told to all at once.
 */
export function groupCommit<T>(
  commit: (items: readonly T[]) => Promise<void>,
  maxItems: number,
  mayPass: (error: unknown) => boolean,
): (items: readonly T[]) => Promise<void> {
  let waiting: Waiting<T>[] = [];
  let running = false;

  async function drain(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      // Whatever has arrived at the same time gets the chance to come along.
      await new Promise((resolve) => setImmediate(resolve));
      await commitTogether(takeGroup());
    }
    running = false;
  }

  function takeGroup(): readonly Waiting<T>[] {
    let items = 0;
    const end = waiting.findIndex((caller, index) => {
      items += caller.items.length;
      return index > 0 && items > maxItems;
    });
    const group = end === -1 ? waiting : waiting.slice(0, end);
    waiting = end === -1 ? [] : waiting.slice(end);
    return group;
  }

  async function commitTogether(group: readonly Waiting<T>[]): Promise<void> {
    try {
      await commit(group.flatMap((caller) => caller.items));
    } catch (error) {
      if (group.length === 1 || mayPass(error)) for (const caller of group) caller.reject(error);
      else for (const caller of group) await commitTogether([caller]);
      return;
    }
    for (const caller of group) caller.resolve();
  }

  return (items) =>
    new Promise((resolve, reject) => {
      waiting.push({ items, resolve, reject });
      if (!running) void drain();
    });
}

interface Waiting<T> {
  readonly items: readonly T[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}
