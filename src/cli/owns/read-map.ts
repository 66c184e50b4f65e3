import { badUsage } from "../../core/bad-usage.ts";
import { configurationPath } from "../../core/configuration-path.ts";
import type { Mode } from "../../core/report.ts";
import { readConfiguration } from "../../engine/judge-configuration.ts";
import { gates } from "../../gates/index.ts";
import { gatherBaseMap } from "../../gates/ownership/map/base-map.ts";
import { OwnershipSettings, type WholeMap } from "../../gates/ownership/model.ts";
import type { GitDirectory } from "../../git/clone.ts";
import { openHistory } from "../../git/history.ts";
import { readConfigurationFile } from "../check/read-configuration-file.ts";

/** Where the configuration is read from. */
export interface MapRequest {
  readonly clone: GitDirectory;
  /** The id of a commit. */
  readonly base: string;
  /** A configuration of the user's own disk, in place of that of the base. */
  readonly config: string | undefined;
  readonly cwd: string;
}

export interface ReadMap {
  readonly settings: OwnershipSettings;
  readonly mode: Mode;
  readonly map: WholeMap;
  /** The configuration, or the file that its `map` names. */
  readonly readFrom: string;
  /** What was read and cannot count, for people. */
  readonly warnings: readonly string[];
}

/** The gate `ownership` of the base, with its map; undefined where none is configured. Throws BAD_USAGE for what cannot be read. */
export async function readOwnershipMap(request: MapRequest): Promise<ReadMap | undefined> {
  const configured = await readSettings(request);
  if (configured === undefined) return undefined;
  const { settings, mode } = configured;
  const { clone, base, config } = request;
  const read = await gatherBaseMap(settings, openHistory(clone, { head: base, baseTip: base, maxEntries: 0 }));
  if (read.kind === "none") throw badUsage(read.because);
  const warnings = read.broken.map(({ path, what }) => `${path} of the base cannot be read: ${what}`);
  return { settings, mode, map: read.map, readFrom: settings.map ?? config ?? configurationPath, warnings };
}

async function readSettings({ clone, base, config, cwd }: MapRequest) {
  const file =
    config === undefined ? await clone.fileAt(base, configurationPath) : await readConfigurationFile(config, cwd);
  const read = readConfiguration(file, gates, config ?? configurationPath);
  if (read.kind === "missing") return undefined;
  if (read.kind === "invalid") {
    const where = config ?? `${configurationPath} of the base`;
    throw badUsage(`${where} cannot be read. ${read.findings[0].what}`);
  }
  const configured = read.configuration.gates.find(({ gate }) => gate.id === "ownership");
  if (configured === undefined) return undefined;
  return { settings: OwnershipSettings.parse(configured.settings), mode: configured.mode };
}
