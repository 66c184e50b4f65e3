import { createHmac } from "node:crypto";
import type { Report } from "../core/report.ts";
import type { StoredReport } from "../core/store.ts";
import { type RepositoryName, type Target, targetKey } from "../core/target.ts";
import { type CheckContent, checksOf, rollUpName } from "../github/check-content.ts";
import { publishChecks } from "../github/checks.ts";
import { withHeadLock } from "./head-lock.ts";
import type { Services } from "./services.ts";

/**
 * Publishes what is stored about one head commit: the reports of every open pull request that has this head, and of
 * a merge group. Reports are read under the commit's lock, so the last publisher always shows all of them.
 */
export async function publishHead(
  services: Services,
  installationId: number,
  repository: RepositoryName,
  headSha: string,
): Promise<void> {
  await withHeadLock(services, repository.id, headSha, async () => {
    const { reports, unjudged } = await reportsToShow(services, installationId, repository, headSha);
    const [first, ...others] = reports;
    if (first === undefined) return;
    const checks = checksOf([first, ...others], (reportId) => reportUrl(services, reportId));
    const { written } = await publishChecks({
      octokit: await services.probot.auth(installationId),
      appId: services.settings.appId,
      repository,
      headSha,
      checks: checks.map((check) => (check.name === rollUpName ? waitingFor(unjudged, check) : check)),
      published: services.store,
    });
    services.metrics.checksWritten.inc(written);
  });
}

/** Whether everything about this head has been said at least once: the roll-up comes last. */
export async function isPublished(services: Services, repositoryId: number, headSha: string): Promise<boolean> {
  const checks = await services.store.publishedChecks(repositoryId, headSha);
  return checks.some(({ name, digest }) => name === rollUpName && digest !== "");
}

/**
 * Goes on with a publication that GitHub's limits broke off, before anything is asked anew. Otherwise, when calls are
 * scarce, every attempt would spend them on the way to its first write.
 */
export async function resumePublication(services: Services, target: Judged, headSha: string): Promise<void> {
  const { installationId, repository } = target;
  const reports = await services.store.reportsOfHead(repository.id, headSha);
  if (!reports.some(({ targetKey: key }) => key === targetKey(target))) return;
  if (await isPublished(services, repository.id, headSha)) return;
  await publishHead(services, installationId, repository, headSha);
}

async function reportsToShow(
  services: Services,
  installationId: number,
  repository: RepositoryName,
  headSha: string,
): Promise<{ readonly reports: readonly StoredReport[]; readonly unjudged: readonly number[] }> {
  const open = await services.store.openPullRequestsOfHead(repository.id, headSha);
  const openKeys = new Set(
    open.map(({ number }) => targetKey({ kind: "pull-request", installationId, repository, number })),
  );
  const reports = await services.store.reportsOfHead(repository.id, headSha);
  const shown = reports.filter(
    ({ report, targetKey: key }) => report.subject.kind === "merge-group" || openKeys.has(key),
  );
  const judged = new Set(shown.map(({ targetKey: key }) => key));
  const unjudged = open.map(({ number }) => number);
  return {
    reports: shown.toSorted((a, b) => a.targetKey.localeCompare(b.targetKey, "en", { numeric: true })),
    unjudged: unjudged.filter(
      (number) => !judged.has(targetKey({ kind: "pull-request", installationId, repository, number })),
    ),
  };
}

/** Nothing is green while another open pull request with this head is not judged yet. */
function waitingFor(unjudged: readonly number[], rollUp: CheckContent): CheckContent {
  if (unjudged.length === 0 || rollUp.conclusion === "failure") return rollUp;
  const names = unjudged.map((number) => `#${number}`).join(", ");
  return {
    ...rollUp,
    conclusion: "in_progress",
    title: `Waiting for the verdict on ${names}, which has the same head`,
  };
}

function reportUrl(services: Services, reportId: string): string | undefined {
  const { publicUrl } = services.settings;
  return publicUrl === undefined ? undefined : `${publicUrl}/reports/${reportId}`;
}

type Judged = Extract<Target, { kind: "pull-request" | "merge-group" }>;

/** The report as it is stored. Judging the same head again replaces it under the same id. */
export function storedReport(services: Services, target: Judged, report: Report): StoredReport {
  const key = targetKey(target);
  return {
    id: reportId(services, `${key}/${report.head}`),
    repositoryId: target.repository.id,
    targetKey: key,
    installationId: target.installationId,
    savedAt: services.clock(),
    report,
  };
}

/** Unguessable, since it opens the report's page; the same for the same head, so that an unchanged check stays unchanged. */
function reportId(services: Services, name: string): string {
  return createHmac("sha256", services.settings.privateKey).update(`report:${name}`).digest("hex").slice(0, 40);
}
