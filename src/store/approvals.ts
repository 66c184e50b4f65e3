import type { KnownPullRequest } from "../core/store.ts";
import type { Queries } from "../database/database.ts";

/** What else is known of the pull request stays as it is. */
export async function saveApproval(queries: Queries, pullRequest: KnownPullRequest): Promise<void> {
  await queries
    .insertInto("pull_request")
    .values({
      repository_id: pullRequest.repositoryId,
      number: pullRequest.number,
      installation_id: pullRequest.installationId,
      head_sha: pullRequest.headSha,
      base_ref: pullRequest.baseRef,
      open: pullRequest.open ? 1 : 0,
      approved_head: pullRequest.headSha,
    })
    .onConflict((conflict) =>
      conflict.columns(["repository_id", "number"]).doUpdateSet({ approved_head: pullRequest.headSha }),
    )
    .execute();
}

export async function removeApproval(queries: Queries, repositoryId: number, number: number): Promise<void> {
  await queries
    .updateTable("pull_request")
    .set({ approved_head: "" })
    .where("repository_id", "=", repositoryId)
    .where("number", "=", number)
    .execute();
}

export async function readApprovedHead(
  queries: Queries,
  repositoryId: number,
  number: number,
): Promise<string | undefined> {
  const row = await queries
    .selectFrom("pull_request")
    .select("approved_head")
    .where("repository_id", "=", repositoryId)
    .where("number", "=", number)
    .executeTakeFirst();
  return row?.approved_head === "" ? undefined : row?.approved_head;
}
