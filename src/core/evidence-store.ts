/** What reports of one upload are about, and which run has sent them. */
export interface EvidenceUpload {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly commit: string;
  /** `id@version` of the reader. Texts of other versions are never read. */
  readonly reader: string;
  /** Workflow and artifact, or what a job has named itself: what is sent again under the same name takes its place. */
  readonly upload: string;
  /** The artifact's id, so that one that was read already is not fetched again. Of what a job sent itself, the run's id. */
  readonly artifactId: number;
  /** Of the run. */
  readonly attempt: number;
  readonly savedAt: number;
}

export type EvidenceContent =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "refused"; readonly because: string };

/** One file of an upload as it was read, normalised. */
export interface NewEvidence {
  /** In the artifact, or what the job calls it. */
  readonly path: string;
  /** What came of the run, as JSON: workflow, event, attempt. */
  readonly origin: string;
  /** Whether the branch itself made it, by a push or on schedule, in its own repository. */
  readonly trusted: boolean;
  readonly content: EvidenceContent;
}

/** A file that is stored, without what it says. */
export interface EvidenceFile
  extends Pick<EvidenceUpload, "upload" | "artifactId" | "attempt" | "savedAt">,
    Pick<NewEvidence, "path" | "origin"> {
  /** Why it cannot be read; undefined when it can. */
  readonly refused: string | undefined;
  /** Bytes of the text as it is stored. */
  readonly packedBytes: number;
  /** Bytes of the text as UTF-8. */
  readonly textBytes: number;
}

/** Whose evidence is meant. */
export interface EvidenceKey extends Pick<EvidenceUpload, "repositoryId" | "commit" | "reader"> {}

/** Reports of commits, kept as a series of every branch that pull requests go into. */
export interface EvidenceStore {
  /** Replaces everything of this upload that is known of the commit. An upload without a file is remembered too. */
  saveUpload(upload: EvidenceUpload, files: readonly NewEvidence[]): Promise<void>;
  /**
   * The same, unless what is known comes of a newer run, by `artifactId`, or of a newer attempt of the same run. Answers
   * whether it is saved. Whichever of two comes first, the newer one stays.
   */
  saveUnlessNewer(upload: EvidenceUpload, files: readonly NewEvidence[]): Promise<boolean>;
  /** Which artifacts of the commit were read by this reader, by upload. */
  uploadsOf(repositoryId: number, commit: string, reader: string): Promise<ReadonlyMap<string, number>>;
  /** Every file of the commit, by upload and path. */
  filesOf(key: EvidenceKey): Promise<readonly EvidenceFile[]>;
  /** The files of these commits that the branch itself made, by commit; commits without any are left out. */
  trustedFiles(
    repositoryId: number,
    commits: readonly string[],
    reader: string,
  ): Promise<ReadonlyMap<string, readonly EvidenceFile[]>>;
  /** What a file says; undefined when it has been replaced or deleted since it was listed. Empty for one that is refused. */
  textOf(key: EvidenceKey, file: EvidenceFile): Promise<string | undefined>;
  /** When this head was asked about first; now, if never. */
  firstSeen(installationId: number, repositoryId: number, headSha: string, now: number): Promise<number>;
  /** Deletes what was saved before this. */
  pruneEvidence(before: number): Promise<number>;
}
