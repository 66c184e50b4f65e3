import { searchBackwards } from "../../../formats/imports/graph/reach.ts";
import type { ForbiddenContract } from "../settings/forbidden.ts";
import { isShared, maskOf, type Place, placesOf, type Scene } from "./scene.ts";
import { type DirectViolation, noViolations, type Reach, type Violations } from "./violations.ts";

/** Nothing in `from` may reach anything in `to`. Chains may pass through everything. */
export function forbiddenViolations(scene: Scene, contract: ForbiddenContract): Violations {
  const from = placesOf(scene, contract.from, contract["as-packages"]);
  const everySource = sourcesOf(scene, from);
  const direct = new Map<number, DirectViolation>();
  const reach: Reach[] = [];
  for (const target of placesOf(scene, contract.to, contract["as-packages"])) {
    // A package that overlaps with the target is allowed to import it.
    const apart = from.filter((place) => !isShared(place, target));
    const sources = apart.length === from.length ? everySource : sourcesOf(scene, apart);
    addDirect(scene, sources, target, direct);
    if (contract["allow-indirect"]) continue;
    const found = reachOf(scene, sources, target);
    if (found !== undefined) reach.push(found);
  }
  return { ...noViolations, direct: [...direct.values()], reach };
}

interface Sources {
  readonly name: string;
  readonly mask: Uint8Array;
  readonly ids: Int32Array;
}

function sourcesOf(scene: Scene, places: readonly Place[]): Sources {
  const mask = maskOf(scene, places);
  const ids = new Int32Array(mask.reduce((sum, bit) => sum + bit, 0));
  let count = 0;
  for (let id = 0; id < mask.length; id += 1) if (mask[id] === 1) ids[count++] = id;
  return { name: places.map(({ name }) => name).join(", "), mask, ids };
}

function sidesOf(sources: Sources, target: Place) {
  return { kind: "forbidden", importer: sources.name, imported: target.name } as const;
}

function addDirect(
  { links: { imported: rows } }: Scene,
  sources: Sources,
  target: Place,
  direct: Map<number, DirectViolation>,
): void {
  const sides = sidesOf(sources, target);
  for (const importer of sources.ids) {
    const last = rows.starts[importer + 1] ?? 0;
    for (let place = rows.starts[importer] ?? 0; place < last; place += 1) {
      const imported = rows.ids[place] ?? 0;
      if (imported < target.first || imported >= target.end) continue;
      const key = importer * rows.starts.length + imported;
      if (!direct.has(key)) direct.set(key, { importer, imported, sides });
    }
  }
}

function reachOf({ links, searches }: Scene, sources: Sources, target: Place): Reach | undefined {
  const { name, literal, first, end } = target;
  const stamp = searchBackwards(links, searches, { first, end });
  const reaching = sources.ids.filter((id) => searches.stamps[id] === stamp);
  if (reaching.length === 0) return undefined;
  const isSource = (id: number) => sources.mask[id] === 1;
  return {
    target: name,
    literal,
    sources: reaching,
    route: { first, end },
    isSource,
    sides: sidesOf(sources, target),
  };
}
