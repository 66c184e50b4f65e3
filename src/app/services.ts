import type { Logger } from "pino";
import type { Probot } from "probot";
import type { SignatureVerifier } from "../core/attestation.ts";
import type { EvidenceStore } from "../core/evidence-store.ts";
import type { Gate } from "../core/gate.ts";
import type { LeaseStore } from "../core/ledger.ts";
import type { NoticeStore } from "../core/notice-store.ts";
import type { OverlapCommentStore } from "../core/overlap-comment-store.ts";
import type { OverlapStore } from "../core/overlap-store.ts";
import type { Queue } from "../core/queue.ts";
import type { RepositorySource } from "../core/repository.ts";
import type { SpentTokens } from "../core/spent-tokens.ts";
import type { ReportStore } from "../core/store.ts";
import type { GitDirectory } from "../git/clone.ts";
import type { Mirrors } from "../git/mirrors.ts";
import type { RepositorySourceOptions } from "../git/source.ts";
import type { ServerSettings } from "./environment.ts";
import type { Metrics } from "./metrics.ts";
import type { OverlapBooks } from "./overlaps/books.ts";
import type { TrustRoots } from "./trust-roots.ts";

/** Everything that the server's work is done with. Made once in `compose.ts`, handed to whoever needs it. */
export interface Services {
  readonly settings: ServerSettings;
  readonly gates: readonly Gate[];
  readonly probot: Probot;
  readonly queue: Queue;
  readonly store: ReportStore;
  readonly evidence: EvidenceStore;
  readonly notices: NoticeStore;
  readonly leases: LeaseStore;
  readonly spentTokens: SpentTokens;
  readonly overlaps: OverlapStore;
  readonly overlapComments: OverlapCommentStore;
  /** What git told of open pull requests, as long as this process lives. */
  readonly books: OverlapBooks;
  readonly mirrors: Mirrors;
  /** Opens two commits of a mirror; what was read of them before, in any evaluation, is not read again. */
  readonly openSource: (
    git: GitDirectory,
    commits: Pick<RepositorySourceOptions, "mergeBase" | "head" | "baseTip" | "branches" | "trees">,
  ) => RepositorySource;
  /** Checks signatures beside the thread that answers requests. */
  readonly verifier: SignatureVerifier;
  readonly trustRoots: TrustRoots;
  readonly forgetDerivedValues: () => Promise<void>;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Workers need not wait for their next look: something may be ready. */
  readonly wake: () => void;
}
