import type { Selectable } from "kysely";
import { Report } from "../core/report.ts";
import type { StoredReport } from "../core/store.ts";
import type { Queries } from "../database/database.ts";
import type { ReportTable } from "../database/tables.ts";

export async function saveReport(queries: Queries, stored: StoredReport): Promise<void> {
  const row = {
    id: stored.id,
    installation_id: stored.installationId,
    saved_at: stored.savedAt,
    report: JSON.stringify(stored.report),
  };
  await queries
    .insertInto("report")
    .values({
      ...row,
      repository_id: stored.repositoryId,
      target_key: stored.targetKey,
      head_sha: stored.report.head,
    })
    .onConflict((conflict) => conflict.columns(["target_key", "head_sha"]).doUpdateSet(row))
    .execute();
}

export async function readReport(queries: Queries, id: string): Promise<StoredReport | undefined> {
  const row = await queries.selectFrom("report").selectAll().where("id", "=", id).executeTakeFirst();
  return row === undefined ? undefined : storedReportOf(row);
}

export async function readReportsOfHead(
  queries: Queries,
  repositoryId: number,
  headSha: string,
): Promise<readonly StoredReport[]> {
  const rows = await queries
    .selectFrom("report")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("head_sha", "=", headSha)
    .orderBy("target_key")
    .execute();
  return rows.map(storedReportOf);
}

export async function readRecentReports(
  queries: Queries,
  limit: number,
  repositoryId?: number,
): Promise<readonly StoredReport[]> {
  const rows = await queries
    .selectFrom("report")
    .selectAll()
    .$if(repositoryId !== undefined, (query) => query.where("repository_id", "=", repositoryId ?? 0))
    .orderBy("saved_at", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(storedReportOf);
}

function storedReportOf(row: Selectable<ReportTable>): StoredReport {
  return {
    id: row.id,
    repositoryId: row.repository_id,
    targetKey: row.target_key,
    installationId: row.installation_id,
    savedAt: row.saved_at,
    report: Report.parse(JSON.parse(row.report)),
  };
}
