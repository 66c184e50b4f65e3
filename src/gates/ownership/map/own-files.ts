import { configurationPath } from "../../../core/configuration-path.ts";
import type { MapSettings } from "../settings/map.ts";

/** The files that lists of packs are taken from. */
export function listPaths({ packs }: MapSettings): readonly string[] {
  return [...new Set(packs.flatMap((pack) => pack["paths-from"] ?? []))];
}

/** The files that say whose everything is. If an agent could change those, it could give itself everything. */
export function ownFiles(settings: MapSettings, mapFile: string | undefined): readonly string[] {
  return [configurationPath, ...(mapFile === undefined ? [] : [mapFile]), ...listPaths(settings)];
}
