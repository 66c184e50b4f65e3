import type { Queries } from "../database/database.ts";

/** When the head was asked about first; now, if never. */
export async function firstSeen(
  queries: Queries,
  head: {
    readonly installationId: number;
    readonly repositoryId: number;
    readonly headSha: string;
    readonly now: number;
  },
): Promise<number> {
  const key = { repository_id: head.repositoryId, head_sha: head.headSha };
  await queries
    .insertInto("seen_head")
    .values({ ...key, installation_id: head.installationId, seen_at: head.now })
    .onConflict((conflict) => conflict.columns(["repository_id", "head_sha"]).doNothing())
    .execute();
  const { seen_at: seenAt } = await queries
    .selectFrom("seen_head")
    .select("seen_at")
    .where("repository_id", "=", key.repository_id)
    .where("head_sha", "=", key.head_sha)
    .executeTakeFirstOrThrow();
  return seenAt;
}

/** Deletes what was saved before this. Answers how many uploads went. */
export async function pruneEvidence(queries: Queries, before: number): Promise<number> {
  const { numDeletedRows } = await queries
    .deleteFrom("evidence_upload")
    .where("saved_at", "<", before)
    .executeTakeFirst();
  await queries
    .deleteFrom("evidence")
    .where((file) =>
      file.not(
        file.exists(
          file
            .selectFrom("evidence_upload")
            .select("evidence_upload.upload")
            .whereRef("evidence_upload.repository_id", "=", "evidence.repository_id")
            .whereRef("evidence_upload.commit_sha", "=", "evidence.commit_sha")
            .whereRef("evidence_upload.reader", "=", "evidence.reader")
            .whereRef("evidence_upload.upload", "=", "evidence.upload"),
        ),
      ),
    )
    .execute();
  await queries.deleteFrom("seen_head").where("seen_at", "<", before).execute();
  return Number(numDeletedRows);
}
