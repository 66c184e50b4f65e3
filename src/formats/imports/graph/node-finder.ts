import type { ModuleTable } from "./module-table.ts";

/**
 * Finds the ids of modules and packages by name; -1 where there is none. Quick where names come in the order of another
 * commit's ids: nearly every name is then followed by the one that follows it here, and a look spares a look-up.
 */
export function nodeFinder({ nodes, byName }: ModuleTable): (name: string) => number {
  let next = 0;
  return (name) => {
    const id = nodes[next]?.name === name ? next : (byName.get(name)?.id ?? -1);
    if (id !== -1) next = id + 1;
    return id;
  };
}
