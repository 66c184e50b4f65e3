import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { EvidenceUpload, NewEvidence } from "../core/evidence-store.ts";
import type { Queries } from "../database/database.ts";

const compress = promisify(gzip);

/** A file as its row holds it, without what it belongs to. */
interface PackedFile {
  readonly path: string;
  readonly origin: string;
  readonly trusted: number;
  readonly refused: string;
  readonly packed_bytes: number;
  readonly text_bytes: number;
  readonly content: Uint8Array;
}

/** One after the other, so that not all of them are compressed at once. */
export async function packed(files: readonly NewEvidence[]): Promise<readonly PackedFile[]> {
  const rows: PackedFile[] = [];
  for (const { path, origin, trusted, content } of files) {
    const [text, refused] = content.kind === "text" ? [content.text, ""] : ["", content.because];
    const bytes = await compress(text);
    const sizes = { packed_bytes: bytes.length, text_bytes: Buffer.byteLength(text) };
    rows.push({ path, origin, trusted: trusted ? 1 : 0, refused, ...sizes, content: bytes });
  }
  return rows;
}

/** Whatever is known of this upload goes. */
export async function saveUpload(
  queries: Queries,
  upload: EvidenceUpload,
  files: readonly PackedFile[],
): Promise<void> {
  const row = rowOf(upload);
  await queries
    .insertInto("evidence_upload")
    .values({ ...keyOf(upload), ...row })
    .onConflict((conflict) => conflict.columns([...keyColumns]).doUpdateSet(row))
    .execute();
  await replaceFiles(queries, upload, files);
}

/** Answers whether it is saved. The comparison and the change are one statement, so that two processes cannot pass each other. */
export async function saveUnlessNewer(
  queries: Queries,
  upload: EvidenceUpload,
  files: readonly PackedFile[],
): Promise<boolean> {
  const row = rowOf(upload);
  const saved = await queries
    .insertInto("evidence_upload")
    .values({ ...keyOf(upload), ...row })
    .onConflict((conflict) =>
      conflict
        .columns([...keyColumns])
        .doUpdateSet(row)
        .where((known) =>
          known.or([
            known("evidence_upload.artifact_id", "<", upload.artifactId),
            known.and([
              known("evidence_upload.artifact_id", "=", upload.artifactId),
              known("evidence_upload.attempt", "<=", upload.attempt),
            ]),
          ]),
        ),
    )
    .returning("upload")
    .executeTakeFirst();
  if (saved === undefined) return false;
  await replaceFiles(queries, upload, files);
  return true;
}

async function replaceFiles(queries: Queries, upload: EvidenceUpload, files: readonly PackedFile[]): Promise<void> {
  const key = keyOf(upload);
  await queries
    .deleteFrom("evidence")
    .where("repository_id", "=", key.repository_id)
    .where("commit_sha", "=", key.commit_sha)
    .where("reader", "=", key.reader)
    .where("upload", "=", key.upload)
    .execute();
  for (const file of files) {
    await queries
      .insertInto("evidence")
      .values({ ...key, ...file })
      .execute();
  }
}

const keyColumns = ["repository_id", "commit_sha", "reader", "upload"] as const;

function keyOf({ repositoryId, commit, reader, upload }: EvidenceUpload) {
  return { repository_id: repositoryId, commit_sha: commit, reader, upload };
}

function rowOf({ installationId, artifactId, attempt, savedAt }: EvidenceUpload) {
  return { installation_id: installationId, artifact_id: artifactId, attempt, saved_at: savedAt };
}
