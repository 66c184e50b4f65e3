/** Room for uploads under way: each takes a file on the disk, and in the end a process. */
export interface Slots {
  /** Undefined when there is no room. Otherwise, how to give it back. */
  take(repositoryId: number): (() => void) | undefined;
}

/** So many at once, and so many of one repository, so that none keeps all others out. */
export function createSlots({ most, mostEach }: { readonly most: number; readonly mostEach: number }): Slots {
  const taken = new Map<number, number>();
  let all = 0;
  return {
    take(repositoryId) {
      const own = taken.get(repositoryId) ?? 0;
      if (all >= most || own >= mostEach) return undefined;
      all += 1;
      taken.set(repositoryId, own + 1);
      return () => {
        all -= 1;
        const left = (taken.get(repositoryId) ?? 1) - 1;
        if (left === 0) taken.delete(repositoryId);
        else taken.set(repositoryId, left);
      };
    },
  };
}
