import type { FoundReports, ReportRequest } from "../../core/evidence.ts";
import type { EvidenceFile } from "../../core/evidence-store.ts";
import { nothingAwaited } from "../../core/nothing-awaited.ts";
import type { ReportReader } from "../../core/report-reader.ts";
import { readerName } from "../../workers/report-readers.ts";
import type { Services } from "../services.ts";
import type { EvidencePlace } from "./bring-upload.ts";
import { type BaseQuestion, type ChosenBase, chooseBase } from "./choose-base.ts";
import type { Series } from "./choose-uploads.ts";
import { collectEvidence, listRuns, type RunServices } from "./collect.ts";
import { overloadOf } from "./commit-limits.ts";
import { decodeReports } from "./decode-reports.ts";
import { type ListedRuns, listedRuns } from "./open-runs.ts";
import type { EvidenceRequest } from "./server-evidence.ts";

/** So many first parents of the merge base may have the reports to compare with. */
const maxDistance = 50;
/** Of so many, GitHub is asked for reports that are not stored. */
const maxAsked = 3;

/** What of a base is asked for. */
interface BaseAsked<T> {
  readonly reader: ReportReader<T>;
  readonly requests: readonly ReportRequest[];
  /** Entries without which a commit does not count. */
  readonly complete: readonly string[];
}

/** What is to be known of the change. */
interface BaseRequest extends Pick<EvidenceRequest, "trustedBranches"> {
  readonly git: Pick<EvidenceRequest["git"], "firstParents">;
  readonly repositorySource: Pick<EvidenceRequest["repositorySource"], "mergeBase">;
}

/** Reports of the nearest first parent of the merge base that has all of them, as the branch itself made them. */
export async function baseEvidence<T>(
  services: Services,
  request: EvidenceRequest,
  { reader, requests, complete }: BaseAsked<T>,
): Promise<FoundReports<T> | undefined> {
  const { repository, repositorySource, trustedBranches: branches } = request;
  const commits = await request.git.firstParents(repositorySource.mergeBase, maxDistance);
  const stored = () => services.evidence.trustedFiles(repository.id, commits, readerName(reader));
  const question = { commits, branches, requests, complete };
  const listed = new Map<string, ListedRuns>();
  const known = chooseBase(question, await stored(), listed);
  const series: Series = { kind: "branches", branches, repositoryId: repository.id };
  // What a run of the branch has sent since, be it a re-run, or before Lanekeeper was there.
  for (const commit of commits.slice(0, Math.min(maxAsked, (known?.distance ?? maxAsked) + 1))) {
    listed.set(commit, (await collectEvidence(services, request, { commit, series }, reader, requests)).listed);
  }
  const base = await settledBase(services, request, question, await stored(), listed);
  return base === undefined ? undefined : baseReports(services, request, base, reader, requests);
}

/** How far back a series goes. */
interface Reach {
  /** So many first parents. */
  readonly maxCommits: number;
  /** A run that sent its report itself so long ago, in milliseconds, counts as over without asking GitHub. */
  readonly settledAfterMs: number;
}

const nearby: Reach = { maxCommits: maxDistance, settledAfterMs: Number.POSITIVE_INFINITY };

/**
 * The same of so many first parents at most that have all of them, the nearest first, as far as they are stored. All of
 * them together are no more than may be read of one commit: the series ends before.
 */
export async function baseSeries<T>(
  services: RunServices & Pick<Services, "evidence">,
  request: EvidencePlace & BaseRequest,
  { reader, requests, complete }: BaseAsked<T>,
  count: number,
  { maxCommits, settledAfterMs }: Reach = nearby,
): Promise<readonly FoundReports<T>[]> {
  const { repository, repositorySource, trustedBranches: branches } = request;
  const commits = await request.git.firstParents(repositorySource.mergeBase, maxCommits);
  const files = await services.evidence.trustedFiles(repository.id, commits, readerName(reader));
  const now = services.clock();
  const settled = [...files].filter(([, all]) => all.every(({ savedAt }) => savedAt < now - settledAfterMs));
  const listed = new Map(settled.map(([commit]): [string, ListedRuns] => [commit, listedRuns([], now)]));
  const series: FoundReports<T>[] = [];
  const taken: EvidenceFile[] = [];
  for (let from = 0; series.length < count; ) {
    const question = { commits: commits.slice(from), branches, requests, complete };
    const base = await settledBase(services, request, question, files, listed);
    if (base === undefined) break;
    taken.push(...base.chosen.files);
    if (overloadOf(taken) !== undefined) break;
    const found = await baseReports(services, request, base, reader, requests);
    series.push({ ...found, distance: from + base.chosen.distance });
    from += base.chosen.distance + 1;
  }
  return series;
}

/** The nearest commit whose reports are whole. Of what jobs sent themselves, only GitHub knows whether more may come. */
async function settledBase(
  services: RunServices,
  request: EvidencePlace,
  question: BaseQuestion,
  files: ReadonlyMap<string, readonly EvidenceFile[]>,
  listed: Map<string, ListedRuns>,
): Promise<Base | undefined> {
  for (;;) {
    const chosen = chooseBase(question, files, listed);
    if (chosen === undefined) return undefined;
    const commit = question.commits[chosen.distance] ?? "";
    if (!chosen.direct || listed.has(commit)) return { commit, chosen };
    listed.set(commit, await listRuns(services, request, commit));
  }
}

interface Base {
  readonly commit: string;
  readonly chosen: ChosenBase;
}

async function baseReports<T>(
  services: Pick<Services, "evidence">,
  { repository }: EvidencePlace,
  { commit, chosen }: Base,
  reader: ReportReader<T>,
  requests: readonly ReportRequest[],
): Promise<FoundReports<T>> {
  const key = { repositoryId: repository.id, commit, reader: readerName(reader) };
  const decoding = { evidence: services.evidence, key, reader, requests, claimOf: () => undefined };
  const reports = await decodeReports(decoding, chosen.files);
  const { distance, passedOver } = chosen;
  return { commit, distance, reports, ...nothingAwaited, passedOver };
}
