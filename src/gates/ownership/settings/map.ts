import { z } from "zod";
import { Agent } from "./agent.ts";
import { humans, OwnerName, Owners, Patterns } from "./names.ts";
import { Hotspots } from "./overlap.ts";
import { Pack } from "./pack.ts";
import { DefaultMode, Rule } from "./rule.ts";

const People = z.strictObject({
  accounts: z
    .array(z.string().min(1).max(200))
    .max(200)
    .default([])
    .describe("Their accounts, teams or addresses, for people to read."),
});

/** Who owns what: the part of the settings that can be a file of its own. */
export const mapKeys = {
  agents: z
    .record(OwnerName, Agent)
    .default({})
    .describe("The coding agents, by the names that rules and packs call them."),
  people: z.record(OwnerName, People).default({}).describe("People who own paths, by the names that rules call them."),
  shared: Patterns.default([]).describe(
    "Patterns of paths that everybody may change, whatever an agent's `owns` says.",
  ),
  ownership: z.array(Rule).max(500).default([]).describe("Rules about paths. The last one that matches counts."),
  packs: z.array(Pack).max(500).default([]).describe("Lists of files that an agent works on until a certain moment."),
  hotspots: Hotspots.prefault({}).describe("Files where two pull requests may meet without a word."),
  "default-owner": Owners.default(humans).describe("Who owns the paths that nothing else is said of."),
  "default-mode": DefaultMode,
};

const MapKeys = z.strictObject(mapKeys);
export type MapSettings = z.output<typeof MapKeys>;

/** A map that says nothing. */
export const emptyMap: MapSettings = MapKeys.parse({});

/** More patterns than this, over all rules, would make every check slow. */
const maxPatterns = 5_000;

/** Holds the names in a map against each other, so that no rule silently means nobody. */
export function checkMap(map: MapSettings, context: z.RefinementCtx): void {
  const agents = Object.keys(map.agents);
  const known = [...agents, ...Object.keys(map.people), humans];
  const complain = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", path, message });
  const owner = (names: string | readonly string[] | undefined, path: PropertyKey[]) => {
    const stranger = [names ?? []].flat().find((name) => !known.includes(name));
    if (stranger !== undefined) complain(path, unknownText(stranger, "Nobody", known));
  };
  for (const name of Object.keys(map.people)) {
    if (agents.includes(name)) complain(["people", name], "An agent has this name, too");
  }
  for (const [index, rule] of map.ownership.entries()) owner(rule.owner, ["ownership", index, "owner"]);
  for (const [index, { agent }] of map.packs.entries()) {
    if (!agents.includes(agent)) complain(["packs", index, "agent"], unknownText(agent, "No agent", agents));
  }
  owner(map["default-owner"], ["default-owner"]);
  const takenBy = new Map<number, string>();
  for (const [name, { identities = [] }] of Object.entries(map.agents)) {
    for (const [index, { id }] of identities.entries()) {
      const other = takenBy.get(id) ?? name;
      if (other !== name) complain(["agents", name, "identities", index], `The account ${id} is that of ${other}`);
      takenBy.set(id, other);
    }
  }
  for (const key of ["ownership", "packs"] as const) {
    for (const [index, { id }] of map[key].entries()) {
      const first = map[key].findIndex((other) => other.id === id);
      if (first < index) complain([key, index, "id"], `The name \`${id}\` is taken: entry ${first + 1} has it`);
    }
  }
  if (patternsIn(map) > maxPatterns) complain(["ownership"], `All rules together have at most ${maxPatterns} patterns`);
}

function unknownText(name: string, nobody: "Nobody" | "No agent", known: readonly string[]): string {
  const list = known.map((one) => `\`${one}\``).join(", ");
  return `${nobody} is called \`${name}\`. Known: ${list === "" ? "none" : list}`;
}

function patternsIn({ agents, shared, ownership, packs }: MapSettings): number {
  const lists = [
    ...Object.values(agents).map(({ owns }) => owns),
    shared,
    ...ownership.flatMap(({ paths, exclude }) => [paths, exclude]),
    ...packs.map(({ glob = [] }) => glob),
  ];
  return lists.reduce((sum, list) => sum + list.length, 0);
}

/** The whole of a map that is a file of its own. */
export const MapFile = z
  .strictObject({ version: z.literal(1).describe("The version of the file's format. Always 1."), ...mapKeys })
  .superRefine(checkMap);
