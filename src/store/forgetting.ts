import type { Queries } from "../database/database.ts";

/** Answers the ids of the repositories of which nothing is known any more. One that has moved to another installation stays. */
export async function forgetRepositories(
  queries: Queries,
  installationId: number,
  except: readonly number[],
): Promise<readonly number[]> {
  const kept = new Set(except);
  const lost = (await repositoriesOf(queries, installationId)).filter((id) => !kept.has(id));
  const gone: number[] = [];
  for (const repositoryId of lost) {
    for (const table of ["report", "pull_request", "watched_repository", "lease_book"] as const) {
      await queries
        .deleteFrom(table)
        .where("installation_id", "=", installationId)
        .where("repository_id", "=", repositoryId)
        .execute();
    }
    if (await isMentioned(queries, repositoryId)) continue;
    await queries.deleteFrom("published_check").where("repository_id", "=", repositoryId).execute();
    for (const table of perRepository) {
      await queries.deleteFrom(table).where("repository_id", "=", repositoryId).execute();
    }
    gone.push(repositoryId);
  }
  return gone;
}

/** Of the ledger, entries may only go when there is no book any more. */
const perRepository = [
  "head_lock",
  "evidence",
  "evidence_upload",
  "seen_head",
  "notice_issue",
  "open_head",
  "overlap_pair",
  "overlap_comment",
  "overlap_comment_asked",
  "lease",
  "gate_override",
  "pull_statement",
  "comment_command",
  "ledger",
] as const;

async function repositoriesOf(queries: Queries, installationId: number): Promise<readonly number[]> {
  const rows = await queries
    .selectFrom("pull_request")
    .select("repository_id")
    .where("installation_id", "=", installationId)
    .union(queries.selectFrom("report").select("repository_id").where("installation_id", "=", installationId))
    // A job may have uploaded reports before there was any pull request.
    .union(queries.selectFrom("evidence_upload").select("repository_id").where("installation_id", "=", installationId))
    .union(
      queries.selectFrom("watched_repository").select("repository_id").where("installation_id", "=", installationId),
    )
    .union(queries.selectFrom("lease_book").select("repository_id").where("installation_id", "=", installationId))
    .orderBy("repository_id")
    .execute();
  return rows.map((row) => row.repository_id);
}

async function isMentioned(queries: Queries, repositoryId: number): Promise<boolean> {
  for (const table of ["pull_request", "report", "watched_repository", "lease_book"] as const) {
    const row = await queries
      .selectFrom(table)
      .select("repository_id")
      .where("repository_id", "=", repositoryId)
      .limit(1)
      .executeTakeFirst();
    if (row !== undefined) return true;
  }
  return false;
}

/** The published checks of a head go with its last report. Answers how many reports went. */
export async function pruneReports(queries: Queries, before: number): Promise<number> {
  await queries
    .deleteFrom("published_check")
    .where((check) => {
      const reports = check
        .selectFrom("report")
        .select("report.id")
        .whereRef("report.repository_id", "=", "published_check.repository_id")
        .whereRef("report.head_sha", "=", "published_check.head_sha");
      return check.and([
        check.exists(reports.where("report.saved_at", "<", before)),
        check.not(check.exists(reports.where("report.saved_at", ">=", before))),
      ]);
    })
    .execute();
  const { numDeletedRows } = await queries.deleteFrom("report").where("saved_at", "<", before).executeTakeFirst();
  await queries.deleteFrom("head_lock").where("until_at", "<", before).execute();
  return Number(numDeletedRows);
}
