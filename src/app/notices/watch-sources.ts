import { dayOf } from "../../core/day.ts";
import type { WatchSources } from "../../core/notice.ts";
import type { RepositoryName } from "../../core/target.ts";
import type { GitDirectory } from "../../git/clone.ts";
import { baseSeries } from "../evidence/base-evidence.ts";
import type { Services } from "../services.ts";

export interface WatchedTip {
  readonly installationId: number;
  readonly repository: RepositoryName;
  readonly git: GitDirectory;
  readonly branch: string;
  readonly tip: string;
}

/** Some months of a busy branch; older reports are forgotten anyway. */
const maxCommits = 5_000;
/** A run that sent reports so long ago is taken for over, so that GitHub is asked about a few commits only. */
const settledAfterMs = 24 * 60 * 60_000;

/** What gates may ask about the tip of the default branch. */
export function watchSources(services: Services, { git, branch, tip, ...place }: WatchedTip): WatchSources {
  const now = services.clock();
  const repositorySource = services.openSource(git, { mergeBase: tip, head: tip, baseTip: tip });
  const request = { ...place, git, repositorySource, since: now, trustedBranches: [branch] };
  return {
    branch,
    tip,
    today: dayOf(now),
    file: (path) => git.fileAt(tip, path),
    series: (reader, requests, complete, count) =>
      baseSeries(services, request, { reader, requests, complete }, count, { maxCommits, settledAfterMs }),
  };
}
