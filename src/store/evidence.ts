import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { EvidenceFile, EvidenceKey, EvidenceStore } from "../core/evidence-store.ts";
import type { Database, Queries } from "../database/database.ts";
import { firstSeen, pruneEvidence } from "./evidence-age.ts";
import { packed, saveUnlessNewer, saveUpload } from "./save-evidence.ts";

const expand = promisify(gunzip);

/**
 * Reports of commits in the database. Texts are compressed: they repeat themselves much. Both is done beside the thread
 * that answers requests, and while no transaction is open.
 */
export function createEvidenceStore({ run, transaction }: Database): EvidenceStore {
  return {
    async saveUpload(upload, files) {
      const rows = await packed(files);
      await transaction((queries) => saveUpload(queries, upload, rows));
    },
    async saveUnlessNewer(upload, files) {
      const rows = await packed(files);
      return transaction((queries) => saveUnlessNewer(queries, upload, rows));
    },
    uploadsOf: (repositoryId, commit, reader) => run((queries) => readUploads(queries, repositoryId, commit, reader)),
    filesOf: (key) => run((queries) => readFiles(queries, key)),
    trustedFiles: (repositoryId, commits, reader) =>
      run((queries) => readTrusted(queries, repositoryId, commits, reader)),
    async textOf(key, file) {
      const content = await run((queries) => readContent(queries, key, file));
      if (content === undefined) return undefined;
      // Nothing expands to more than was packed: a row that does is damaged, and throws.
      return (await expand(content, { maxOutputLength: Math.max(1, file.textBytes) })).toString("utf8");
    },
    firstSeen: (installationId, repositoryId, headSha, now) =>
      transaction((queries) => firstSeen(queries, { installationId, repositoryId, headSha, now })),
    pruneEvidence: (before) => transaction((queries) => pruneEvidence(queries, before)),
  };
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

async function readFiles(
  queries: Queries,
  { repositoryId, commit, reader }: EvidenceKey,
): Promise<readonly EvidenceFile[]> {
  const rows = await listed(queries)
    .where("evidence.repository_id", "=", repositoryId)
    .where("evidence.commit_sha", "=", commit)
    .where("evidence.reader", "=", reader)
    .execute();
  return rows.map(fileOf);
}

/** So many commits are asked about in one query. */
const commitsAtOnce = 500;

async function readTrusted(queries: Queries, repositoryId: number, commits: readonly string[], reader: string) {
  const found = new Map<string, EvidenceFile[]>();
  for (let start = 0; start < commits.length; start += commitsAtOnce) {
    const rows = await listed(queries)
      .where("evidence.repository_id", "=", repositoryId)
      .where("evidence.commit_sha", "in", commits.slice(start, start + commitsAtOnce))
      .where("evidence.reader", "=", reader)
      .where("evidence.trusted", "=", 1)
      .execute();
    for (const row of rows) {
      const known = found.get(row.commit_sha);
      if (known === undefined) found.set(row.commit_sha, [fileOf(row)]);
      else known.push(fileOf(row));
    }
  }
  return found;
}

async function readContent(
  queries: Queries,
  { repositoryId, commit, reader }: EvidenceKey,
  { upload, path, artifactId, attempt, savedAt }: EvidenceFile,
): Promise<Uint8Array | undefined> {
  const row = await filesWithUploads(queries)
    .select("evidence.content")
    .where("evidence.repository_id", "=", repositoryId)
    .where("evidence.commit_sha", "=", commit)
    .where("evidence.reader", "=", reader)
    .where("evidence.upload", "=", upload)
    .where("evidence.path", "=", path)
    .where("evidence_upload.artifact_id", "=", artifactId)
    .where("evidence_upload.attempt", "=", attempt)
    .where("evidence_upload.saved_at", "=", savedAt)
    .executeTakeFirst();
  return row?.content;
}

/** Every file without its content. */
function listed(queries: Queries) {
  return filesWithUploads(queries)
    .select(["evidence.commit_sha", "evidence.upload", "evidence.path", "evidence.origin", "evidence.refused"])
    .select(["evidence.packed_bytes", "evidence.text_bytes"])
    .select(["evidence_upload.artifact_id", "evidence_upload.attempt", "evidence_upload.saved_at"])
    .orderBy("evidence.upload")
    .orderBy("evidence.path");
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

type ListedRow = Awaited<ReturnType<ReturnType<typeof listed>["execute"]>>[number];

function fileOf(row: ListedRow): EvidenceFile {
  return {
    upload: row.upload,
    path: row.path,
    artifactId: row.artifact_id,
    attempt: row.attempt,
    savedAt: row.saved_at,
    origin: row.origin,
    refused: row.refused === "" ? undefined : row.refused,
    packedBytes: row.packed_bytes,
    textBytes: row.text_bytes,
  };
}
