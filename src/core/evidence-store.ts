/** One file of a report as it was read, normalised. */
export interface StoredEvidence {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly commit: string;
  /** `id@version` of the reader. Texts of other versions are never read. */
  readonly reader: string;
  /** Workflow and artifact: a newer run or attempt replaces what an older one sent under the same name. */
  readonly upload: string;
  /** In the artifact. */
  readonly path: string;
  /** The artifact's id, so that one that was read already is not fetched again. Of what a job sent itself, the run's id. */
  readonly artifactId: number;
  /** What came of the run, as JSON: workflow, event, attempt. */
  readonly origin: string;
  /** Whether the branch itself made it, by a push or on schedule, in its own repository. */
  readonly trusted: boolean;
  readonly savedAt: number;
  readonly content:
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "refused"; readonly because: string };
}

/** Reports of commits, kept as a series of every branch that pull requests go into. */
export interface EvidenceStore {
  /** Replaces everything of this upload that is known of the commit. An upload without a file is remembered too. */
  saveUpload(upload: EvidenceUpload, files: readonly StoredEvidence[]): Promise<void>;
  /** Which artifacts of the commit were read by this reader, by upload. */
  uploadsOf(repositoryId: number, commit: string, reader: string): Promise<ReadonlyMap<string, number>>;
  evidenceOf(repositoryId: number, commit: string, reader: string): Promise<readonly StoredEvidence[]>;
  /** Of these commits, those of which trusted evidence is known, with the files there are. */
  trustedUploads(
    repositoryId: number,
    commits: readonly string[],
    reader: string,
  ): Promise<ReadonlyMap<string, readonly TrustedFile[]>>;
  /** When this head was asked about first; now, if never. */
  firstSeen(installationId: number, repositoryId: number, headSha: string, now: number): Promise<number>;
  /** Deletes what was saved before this. */
  pruneEvidence(before: number): Promise<number>;
}

/** A file without what it says. */
export interface TrustedFile extends Pick<StoredEvidence, "upload" | "path" | "artifactId" | "savedAt"> {
  /** Why it cannot be read; undefined when it can. */
  readonly refused: string | undefined;
}

export interface EvidenceUpload
  extends Pick<
    StoredEvidence,
    "installationId" | "repositoryId" | "commit" | "reader" | "upload" | "artifactId" | "savedAt"
  > {}
