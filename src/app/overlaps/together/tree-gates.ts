import type { Configuration, ConfiguredGate } from "../../../config/configuration.ts";
import { configurationPath } from "../../../core/configuration-path.ts";
import type { TreeSources } from "../../../core/gate.ts";
import { readConfiguration } from "../../../engine/judge-configuration.ts";
import type { GitDirectory } from "../../../git/clone.ts";
import type { ObjectPlace } from "../../../git/objects.ts";
import { treeCache } from "../../../git/tree-cache.ts";
import { traceOf } from "../../judge-head.ts";
import type { Services } from "../../services.ts";

/** The gates that can judge trees which nobody has committed, and how these are read. */
export interface TreeGates {
  readonly gates: readonly ConfiguredGate[];
  /** A tree that lies in this place, against the commit that the open pull requests go into. */
  open(base: string, tree: string, place: ObjectPlace): TreeSources["repository"];
  /** Milliseconds; only differences matter. */
  readonly clock: () => number;
  /** Told of whatever keeps pairs from being judged, for the log. */
  readonly onError: (cause: unknown) => void;
}

/** By the configuration that `base` has; undefined where it has none that can be read, or no such gate. */
export async function treeGates(
  services: Pick<Services, "gates" | "openSource" | "clock"> & { readonly log: Pick<Services["log"], "error"> },
  git: GitDirectory,
  base: string,
): Promise<TreeGates | undefined> {
  const read = readConfiguration(await git.fileAt(base, configurationPath), services.gates, configurationPath);
  const gates = read.kind === "configuration" ? judgingTrees(read.configuration) : [];
  if (gates.length === 0) return undefined;
  // Others must not start from the listing of a tree that is gone a moment later.
  const trees = treeCache();
  return {
    gates,
    open: (from, tree, place) =>
      services.openSource({ ...git, objects: place }, { mergeBase: from, head: tree, trees }),
    clock: services.clock,
    onError: (cause) => services.log.error({ error: traceOf(cause) }, "merged trees could not be judged"),
  };
}

function judgingTrees({ gates }: Configuration): readonly ConfiguredGate[] {
  return gates.filter(({ gate }) => gate.judgeTrees !== undefined);
}
