import type { ImportGraph } from "../../formats/imports/graph/graph.ts";
import type { Before } from "./before.ts";
import { Contract } from "./settings/contract.ts";

interface Graphs {
  readonly head: ImportGraph;
  readonly base: ImportGraph;
}

/**
 * The contract by which head is judged: the configuration is that of the base, so what the change renames has its new name.
 * A package that goes into one that was there before is no such rename, nor is one that gets a name of the contract's own.
 */
export function contractInHead(contract: Contract, { head, base }: Graphs, { nameInHead }: Before): Contract {
  const written = new Set(namesIn(contract));
  const nameOf = (name: string) => {
    if (!base.table.byName.has(name) || head.table.byName.has(name)) return name;
    const now = nameInHead(name);
    return !head.table.byName.has(now) || base.table.byName.has(now) || written.has(now) ? name : now;
  };
  if ([...written].every((name) => nameOf(name) === name)) return contract;
  // Two names that become one are no contract, and the old one says that its names are gone.
  return Contract.safeParse(renamedIn(contract, nameOf)).data ?? contract;
}

/** Keys whose texts are no names of modules, or names below others. */
const otherKeys = new Set(["name", "type", "why", "ignore", "allow", "exhaustive-ignores"]);
/** A name in an entry such as `(a) | b`. */
const nameInText = /[^\s()|:]+/g;

function namesIn(contract: Contract): readonly string[] {
  const names: string[] = [];
  renamedIn(contract, (name) => {
    names.push(name);
    return name;
  });
  return names;
}

function renamedIn(contract: Contract, nameOf: (name: string) => string): unknown {
  const rename = (text: string) => text.replaceAll(nameInText, nameOf);
  // A lane that is called like its package keeps its name.
  const renameLane = (lane: unknown) =>
    typeof lane === "string" && rename(lane) !== lane
      ? { [lane.replaceAll(/[()\s]/g, "")]: [rename(lane)] }
      : inAll(lane, rename);
  const hasContainers = contract.type === "layers" && contract.containers.length > 0;
  return Object.fromEntries(
    Object.entries(contract).map(([key, value]: [string, unknown]) => {
      if (otherKeys.has(key) || (key === "layers" && hasContainers)) return [key, value];
      return [key, key === "lanes" && Array.isArray(value) ? value.map(renameLane) : inAll(value, rename)];
    }),
  );
}

function inAll(value: unknown, rename: (text: string) => string): unknown {
  if (typeof value === "string") return rename(value);
  if (Array.isArray(value)) return value.map((one) => inAll(one, rename));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inAll(one, rename)]));
}
