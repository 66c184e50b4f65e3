/** Elements that are not closed yet. */
export interface Elements {
  depth(): number;
  push(name: string, start: number): void;
  /** Closes the innermost of that name and all in it; nothing when none has it. */
  closeNearest(name: string): void;
  /** Where the outermost begins. */
  first(): number | undefined;
}

export function elements(): Elements {
  const names: string[] = [];
  const starts: number[] = [];
  const count = new Map<string, number>();
  return {
    depth: () => names.length,
    push(name, start) {
      names.push(name);
      starts.push(start);
      count.set(name, (count.get(name) ?? 0) + 1);
    },
    closeNearest(name) {
      if ((count.get(name) ?? 0) === 0) return;
      let closed: string | undefined;
      do {
        closed = names.pop();
        starts.pop();
        if (closed !== undefined) count.set(closed, (count.get(closed) ?? 0) - 1);
      } while (closed !== undefined && closed !== name);
    },
    first: () => starts[0],
  };
}
