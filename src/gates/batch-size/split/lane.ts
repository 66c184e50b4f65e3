import { z } from "zod";
import type { PathOwners } from "../../../core/path-owners.ts";

/** Whose say the files of one part need, and the tasks that they are set aside for. */
export const Lane = z.strictObject({
  owners: z
    .array(z.array(z.string()).readonly())
    .readonly()
    .describe(
      "Whose say it needs by the map of owners: that of one name of each list. Empty for what is nobody's, without a map, and for a change that need not be split.",
    ),
  packs: z
    .array(z.string())
    .readonly()
    .describe("The packs of the map that its files belong to, with the same exceptions."),
});
export type Lane = Readonly<z.infer<typeof Lane>>;

/** The lane of everything that nobody owns, and of all files where nobody says whose they are. */
export const nobodys: Lane = { owners: [], packs: [] };

/** Whose say it needs to change all of these paths, such as both of a renamed file. Of each, one owner has to agree. */
export function laneAcross(paths: readonly PathOwners[]): Lane {
  const lists = paths.map(({ owners }) => [...new Set(owners)].toSorted()).filter(({ length }) => length > 0);
  // Whoever has a say over one path and is enough for another needs to be named once.
  const needed = lists.filter((list, index) => !lists.some((other, at) => isStricter(other, list, at < index)));
  const owners = needed.toSorted((one, other) => (one.join(",") < other.join(",") ? -1 : 1));
  return { owners, packs: [...new Set(paths.flatMap(({ pack }) => pack ?? []))].toSorted() };
}

/** Whether everybody in the one list is in the other, too, so that the other adds nothing. Of two equal ones, the first counts. */
function isStricter(one: readonly string[], other: readonly string[], isFirst: boolean): boolean {
  return one.every((name) => other.includes(name)) && (one.length < other.length || isFirst);
}

/** "codex, pack retries"; empty for what is nobody's and in no pack. */
export function laneName(lane: Lane): string {
  return [ownersText(lane), packsText(lane)].filter((text) => text !== "").join(", ");
}

/** The same for equal lanes only. By it, owners stand by their names, of each first what is in packs, and nobody's files last. */
export function laneKey(lane: Lane): string {
  return [ownersText(lane), packsText(lane)].map((text) => (text === "" ? behindAll : text)).join("\n");
}

const behindAll = "\uffff";

/** Names of owners and packs have no spaces. */
function ownersText({ owners }: Lane): string {
  return owners.map((names) => names.join(" or ")).join(" and ");
}

function packsText({ packs }: Lane): string {
  return packs.map((pack) => `pack ${pack}`).join(", ");
}
