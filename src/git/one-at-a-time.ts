/** Work that takes turns by name; equal work that has not begun is done once for all who asked for it. */
export interface Turns<T> {
  run(name: string, sharing: string, work: () => Promise<T>): Promise<T>;
}

export function oneAtATime<T>(): Turns<T> {
  const last = new Map<string, Promise<unknown>>();
  const waiting = new Map<string, Promise<T>>();
  return {
    run(name, sharing, work) {
      const key = `${name}\0${sharing}`;
      const shared = waiting.get(key);
      if (shared !== undefined) return shared;
      const before = last.get(name) ?? Promise.resolve();
      const turn = settled(before).then(() => {
        waiting.delete(key);
        return work();
      });
      waiting.set(key, turn);
      const end = settled(turn).then(() => {
        if (last.get(name) === end) last.delete(name);
      });
      last.set(name, end);
      return turn;
    },
  };
}

/** When it has ended, whichever way: whoever asked hears of a failure. */
function settled(work: Promise<unknown>): Promise<void> {
  return work.then(
    () => undefined,
    () => undefined,
  );
}
