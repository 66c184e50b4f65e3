import type { Cause, LinkTest } from "../causes.ts";
import type { Scene } from "../contracts/scene.ts";
import type { Violations } from "../contracts/violations.ts";
import type { Places } from "../places.ts";
import type { RenamedIgnore } from "../renamed-ignores.ts";
import { sourcesOf } from "../routes.ts";
import type { Contract } from "../settings/contract.ts";
import { listOf } from "../wording.ts";
import { fewestCuts, type ImportLink } from "./fewest-cuts.ts";
import { type PassedOn, waysOfNames } from "./passed-on.ts";
import { isSolvedBy } from "./trial.ts";
import { importBack } from "./turned-round.ts";
import { typeNames } from "./type-only.ts";

/** What a way out is looked for in. `all` are the violations of head. */
export interface Surroundings {
  readonly scene: Scene;
  readonly places: Places;
  readonly contract: Contract;
  readonly all: Violations;
  readonly isNew: LinkTest;
  /** What the contract ignored before the change renamed it. */
  readonly renamed: readonly RenamedIgnore[];
}

/** What to write where the contract ignores the link by its former names; known without any search. */
export function renamedText({ contract, renamed }: Surroundings, { importer, imported }: Cause): readonly string[] {
  const isIt = (link: ImportLink) => link.importer === importer && link.imported === imported;
  const found = renamed.find(({ links }) => links.some(isIt));
  if (found === undefined) return [];
  return [
    `"${contract.name}" ignores \`${found.text}\`, which the change renames to \`${found.now}\`: write that under \`ignore\`, too, in a change before this one.`,
  ];
}

/** What else the author can do about a finding than to cut it, as sentences. Empty when nothing is known. */
export function waysOut(around: Surroundings, cause: Cause): readonly string[] {
  return [...passedOnText(around, cause), ...typeText(around, cause), ...backText(around, cause)];
}

/** Where a chain has to be cut so that nothing is left of it; undefined when that is not known. */
export function cutText({ scene, places, isNew }: Surroundings, cause: Cause): string | undefined {
  const reach = cause.reach[0]?.reach;
  const cuts = reach === undefined ? undefined : fewestCuts(scene, reach, sourcesOf(cause, reach), cause, isNew);
  const links = cuts?.map(({ importer, imported }) => places.linkText(importer, imported));
  if (links === undefined) return undefined;
  if (links.length === 1) return `Cut the chain at ${links[0]}, where all of it passes`;
  return `Cut the chain at ${listOf(links)}, since fewer imports leave a way`;
}

/** How far names that are passed on are followed. */
const maxSteps = 3;

function passedOnText({ scene, places, contract, all }: Surroundings, cause: Cause): readonly string[] {
  const ways = waysOfNames(scene, places, cause) ?? [];
  for (let steps = 1; ways.length > 0 && steps <= maxSteps; steps += 1) {
    const ends = ways.flatMap((way) => way.slice(0, steps).slice(-1));
    const holders = ends.map(({ holder }) => holder);
    if (!isSolvedBy(scene, contract, all, cause, holders)) continue;
    const from = [...Map.groupBy(ends, (end) => end.from)].map(([holder, names]) => importText(holder, names));
    const [importer, imported] = [places.nameOf(cause.importer), places.nameOf(cause.imported)];
    const place = ends[0]?.place ?? "";
    return [`In ${importer}, import ${listOf(from)}: ${imported} only passes that on (${place}).`];
  }
  return [];
}

function importText(holder: string, names: readonly PassedOn[]): string {
  const shown = names.map(({ name, original }) => (name === original ? name : `${original} as ${name}`));
  return `${listOf(shown)} from ${holder}`;
}

function typeText({ scene, places, contract }: Surroundings, cause: Cause): readonly string[] {
  const found = typeNames(scene, places, contract, cause);
  if (found === undefined) return [];
  const where = found.beside === undefined ? "" : ` beside line ${found.beside}`;
  const [importer, names] = [places.nameOf(cause.importer), listOf(found.names)];
  return [
    `If ${importer} needs ${names} in annotations only, import below \`if TYPE_CHECKING:\`${where}: this contract does not count that.`,
  ];
}

function backText({ scene, places, all }: Surroundings, cause: Cause): readonly string[] {
  const back = importBack(scene, all, cause);
  if (back === undefined) return [];
  const [imported, importer] = [places.nameOf(cause.imported), places.nameOf(cause.importer)];
  return [
    `The dependency can be turned round, since ${places.linkText(back.importer, back.imported)} is there already: let ${imported} register with ${importer} what is needed of it, or let their caller pass it in.`,
  ];
}
