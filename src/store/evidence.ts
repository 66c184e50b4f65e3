import { gunzipSync, gzipSync } from "node:zlib";
import type { EvidenceStore, EvidenceUpload, StoredEvidence, TrustedFile } from "../core/evidence-store.ts";
import type { Database, Queries } from "../database/database.ts";

/** Reports of commits in the database. Texts are compressed: they repeat themselves much. */
export function createEvidenceStore({ run, transaction }: Database): EvidenceStore {
  return {
    saveUpload: (upload, files) => transaction((queries) => saveUpload(queries, upload, files)),
    uploadsOf: (repositoryId, commit, reader) => run((queries) => readUploads(queries, repositoryId, commit, reader)),
    evidenceOf: (repositoryId, commit, reader) => run((queries) => readEvidence(queries, repositoryId, commit, reader)),
    trustedUploads: (repositoryId, commits, reader) =>
      run((queries) => readTrusted(queries, repositoryId, commits, reader)),
    firstSeen: (installationId, repositoryId, headSha, now) =>
      transaction((queries) => firstSeen(queries, { installationId, repositoryId, headSha, now })),
    pruneEvidence: (before) => transaction((queries) => prune(queries, before)),
  };
}

async function saveUpload(queries: Queries, upload: EvidenceUpload, files: readonly StoredEvidence[]): Promise<void> {
  const key = {
    repository_id: upload.repositoryId,
    commit_sha: upload.commit,
    reader: upload.reader,
    upload: upload.upload,
  };
  const row = {
    installation_id: upload.installationId,
    artifact_id: upload.artifactId,
    saved_at: upload.savedAt,
  };
  await queries
    .insertInto("evidence_upload")
    .values({ ...key, ...row })
    .onConflict((conflict) => conflict.columns(["repository_id", "commit_sha", "reader", "upload"]).doUpdateSet(row))
    .execute();
  await queries
    .deleteFrom("evidence")
    .where("repository_id", "=", key.repository_id)
    .where("commit_sha", "=", key.commit_sha)
    .where("reader", "=", key.reader)
    .where("upload", "=", key.upload)
    .execute();
  for (const { path, origin, trusted, content } of files) {
    const [text, refused] = content.kind === "text" ? [content.text, ""] : ["", content.because];
    await queries
      .insertInto("evidence")
      .values({ ...key, path, origin, trusted: trusted ? 1 : 0, refused, content: gzipSync(text) })
      .execute();
  }
}

async function readUploads(
  queries: Queries,
  repositoryId: number,
  commit: string,
  reader: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await queries
    .selectFrom("evidence_upload")
    .select(["upload", "artifact_id"])
    .where("repository_id", "=", repositoryId)
    .where("commit_sha", "=", commit)
    .where("reader", "=", reader)
    .execute();
  return new Map(rows.map((row) => [row.upload, row.artifact_id]));
}

async function readEvidence(
  queries: Queries,
  repositoryId: number,
  commit: string,
  reader: string,
): Promise<readonly StoredEvidence[]> {
  const rows = await filesWithUploads(queries)
    .selectAll("evidence")
    .select(["evidence_upload.installation_id", "evidence_upload.artifact_id", "evidence_upload.saved_at"])
    .where("evidence.repository_id", "=", repositoryId)
    .where("evidence.commit_sha", "=", commit)
    .where("evidence.reader", "=", reader)
    .orderBy("evidence.upload")
    .orderBy("evidence.path")
    .execute();
  return rows.map((row) => ({
    installationId: row.installation_id,
    repositoryId,
    commit,
    reader,
    upload: row.upload,
    path: row.path,
    artifactId: row.artifact_id,
    origin: row.origin,
    trusted: row.trusted === 1,
    savedAt: row.saved_at,
    content:
      row.refused === ""
        ? { kind: "text", text: gunzipSync(row.content).toString("utf8") }
        : { kind: "refused", because: row.refused },
  }));
}

function filesWithUploads(queries: Queries) {
  return queries
    .selectFrom("evidence")
    .innerJoin("evidence_upload", (join) =>
      join
        .onRef("evidence_upload.repository_id", "=", "evidence.repository_id")
        .onRef("evidence_upload.commit_sha", "=", "evidence.commit_sha")
        .onRef("evidence_upload.reader", "=", "evidence.reader")
        .onRef("evidence_upload.upload", "=", "evidence.upload"),
    );
}

/** So many commits are asked about in one query. */
const commitsAtOnce = 500;

async function readTrusted(queries: Queries, repositoryId: number, commits: readonly string[], reader: string) {
  const found = new Map<string, TrustedFile[]>();
  for (let start = 0; start < commits.length; start += commitsAtOnce) {
    const rows = await filesWithUploads(queries)
      .select(["evidence.commit_sha", "evidence.upload", "evidence.path", "evidence.refused"])
      .select(["evidence_upload.artifact_id", "evidence_upload.saved_at"])
      .where("evidence.repository_id", "=", repositoryId)
      .where("evidence.commit_sha", "in", commits.slice(start, start + commitsAtOnce))
      .where("evidence.reader", "=", reader)
      .where("evidence.trusted", "=", 1)
      .orderBy("evidence.upload")
      .orderBy("evidence.path")
      .execute();
    for (const { commit_sha: commit, upload, path, artifact_id: artifactId, saved_at: savedAt, refused } of rows) {
      const file = { upload, path, artifactId, savedAt, refused: refused === "" ? undefined : refused };
      const known = found.get(commit);
      if (known === undefined) found.set(commit, [file]);
      else known.push(file);
    }
  }
  return found;
}

async function firstSeen(
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

/** Answers how many uploads went. */
async function prune(queries: Queries, before: number): Promise<number> {
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
