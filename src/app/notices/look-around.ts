import type { Configuration } from "../../config/configuration.ts";
import { configurationPath } from "../../core/configuration-path.ts";
import { Fault } from "../../core/fault.ts";
import type { Watched, WatchSources } from "../../core/notice.ts";
import type { RepositoryName } from "../../core/target.ts";
import { type ReadConfiguration, readConfiguration } from "../../engine/judge-configuration.ts";
import { fileOnBranch } from "../../github/files.ts";
import { fetchRef } from "../fetch-refs.ts";
import { traceOf } from "../judge-head.ts";
import type { Services } from "../services.ts";
import { watchSources } from "./watch-sources.ts";

/** What gates see on a branch. */
export interface Seen {
  readonly watched: ReadonlyMap<string, Watched>;
  /** Trouble that may pass, which kept a gate from looking. */
  readonly fault: Fault | undefined;
}

interface Place {
  readonly installationId: number;
  readonly repository: RepositoryName;
  readonly branch: string;
  /** Whether there are issues of this repository. */
  readonly hasIssues: boolean;
}

/**
 * Asks every gate that the branch's own configuration names. Undefined when nobody can tell what is wanted: the branch
 * is gone, or its configuration cannot be read. Throws the Faults of git and GitHub.
 */
export async function lookAround(services: Services, place: Place): Promise<Seen | undefined> {
  const { installationId, repository, branch, hasIssues } = place;
  const octokit = await services.probot.auth(installationId);
  // Most repositories of a large installation have nobody who watches, and need no mirror. What is missing may also be the
  // branch, or the repository, so that alone closes no issue.
  if (!hasIssues) {
    const file = await fileOnBranch(octokit, repository, { path: configurationPath, branch });
    const read = readConfiguration(file, services.gates, configurationPath);
    if (!isAnyWatching(read)) return nobodyAsked;
  }
  const fetched = await fetchRef(services, installationId, repository, `refs/heads/${branch}`);
  if (fetched === undefined) return undefined;
  const { git, tip } = fetched;
  const read = readConfiguration(await git.fileAt(tip, configurationPath), services.gates, configurationPath);
  if (read.kind === "invalid") return undefined;
  if (read.kind === "missing") return nobodyAsked;
  return askGates(services, read.configuration, watchSources(services, { ...place, git, tip }));
}

function isAnyWatching(read: ReadConfiguration): boolean {
  return read.kind === "configuration" && read.configuration.gates.some(({ gate }) => gate.watch !== undefined);
}

const nobodyAsked: Seen = { watched: new Map(), fault: undefined };

/** One after the other; what one of them throws touches no other, and leaves its own issues as they are. */
async function askGates(services: Services, { gates }: Configuration, sources: WatchSources): Promise<Seen> {
  const watched = new Map<string, Watched>();
  let fault: Fault | undefined;
  for (const { gate, settings } of gates) {
    if (gate.watch === undefined) continue;
    try {
      watched.set(gate.id, await gate.watch(settings, sources));
    } catch (error) {
      services.log.error({ gate: gate.id, error: traceOf(error) }, "a gate broke down while it watched a branch");
      watched.set(gate.id, { kind: "unknown", because: "It broke down." });
      if (error instanceof Fault && error.retry) fault ??= error;
    }
  }
  return { watched, fault };
}
