import { configurationPath } from "../../core/configuration-path.ts";
import type { Listing } from "../../core/listing.ts";
import type { RepositoryName } from "../../core/target.ts";
import type { Territory } from "../../core/territory.ts";
import { readConfiguration } from "../../engine/judge-configuration.ts";
import { fetchRef } from "../fetch-refs.ts";
import type { Services } from "../services.ts";

/** `none`: no gate that the branch configures knows whose paths are. `unreadable`: its configuration does not tell. */
export type ReadTerritory =
  | { readonly kind: "territory"; readonly territory: Territory; readonly files: Listing<string> }
  | { readonly kind: "none" | "unreadable" };

interface Place {
  readonly installationId: number;
  readonly repository: RepositoryName;
  /** By its short name. */
  readonly branch: string;
}

/** Asks the gate that the branch's own tip configures. Throws the Faults of git and GitHub. */
export async function readTerritory(
  services: Services,
  { installationId, repository, branch }: Place,
): Promise<ReadTerritory> {
  if (services.gates.every((gate) => gate.territory === undefined)) return { kind: "none" };
  const fetched = await fetchRef(services, installationId, repository, `refs/heads/${branch}`);
  if (fetched === undefined) return { kind: "none" };
  const { git, tip } = fetched;
  const read = readConfiguration(await git.fileAt(tip, configurationPath), services.gates, configurationPath);
  if (read.kind === "invalid") return { kind: "unreadable" };
  const configured = read.kind === "missing" ? [] : read.configuration.gates;
  for (const { gate, settings } of configured) {
    if (gate.territory === undefined) continue;
    const source = services.openSource(git, { mergeBase: tip, head: tip, baseTip: tip });
    const { items, complete } = await source.tree("head");
    const files = { items: items.filter(({ kind }) => kind !== "submodule").map(({ path }) => path), complete };
    const territory = await gate.territory(settings, { repository: source, now: services.clock() });
    return territory === "unreadable" ? { kind: territory } : { kind: "territory", territory, files };
  }
  return { kind: "none" };
}
