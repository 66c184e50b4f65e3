import { extname } from "node:path";
import type { SignatureRequest, SignatureVerdict, SignatureVerifier } from "../core/attestation.ts";
import { MAX_BUNDLE_BYTES } from "../formats/attestations/limits.ts";
import { embeddedRoots, type StoredRoots } from "./stored-root.ts";
import type { VerificationJob } from "./thread.ts";
import { threadPool } from "./thread-pool.ts";
import { verdictUnread } from "./verdict.ts";

export interface VerifierOptions {
  /** Asked anew for each request, so that refreshed roots count at once. By default those that ship. */
  readonly roots?: () => StoredRoots;
  /** How long one verification may take. */
  readonly timeLimitMs?: number;
  readonly threads?: number;
  /** The body of a thread, for tests. */
  readonly module?: URL;
}

export interface ClosableVerifier extends SignatureVerifier {
  close(): Promise<void>;
}

/** A verification takes some 20 ms. */
const defaultTimeLimitMs = 5_000;
/** Far more than the largest bundle takes: a thread that fills its heap can take the whole process with it. */
const maxHeapMb = 1_024;
const defaultModule = new URL(`./thread${extname(import.meta.url)}`, import.meta.url);

/** Verifies signatures in a thread of their own, with Sigstore's packages and no network. */
export function sigstoreVerifier(options: VerifierOptions = {}): ClosableVerifier {
  const { timeLimitMs = defaultTimeLimitMs, threads = 1, module = defaultModule } = options;
  const embedded = embeddedRoots();
  const roots = options.roots ?? (() => embedded);
  const pool = threadPool<VerificationJob, SignatureVerdict>({ module, threads, timeLimitMs, maxHeapMb });
  return {
    async verify(request) {
      const trouble = oversized(request);
      if (trouble !== undefined) return verdictUnread(request.bundle, "failed", trouble);
      const end = await pool.run({ request: detached(request), roots: roots() });
      switch (end.kind) {
        case "answer":
          return end.answer;
        case "timed-out":
          return verdictUnread(
            request.bundle,
            "unproven",
            `The verification did not end within ${timeLimitMs} ms, and was stopped.`,
          );
        case "died":
          return verdictUnread(request.bundle, "unproven", `The verification broke down: ${end.because}`);
      }
    },
    rootFetchedAt(domain) {
      return domain === "pinned" ? undefined : roots()[domain]?.fetchedAt;
    },
    close: () => pool.close(),
  };
}

function oversized({ bundle }: SignatureRequest): string | undefined {
  if (bundle.length <= MAX_BUNDLE_BYTES) return undefined;
  return `The bundle is refused unread: it has ${bundle.length} bytes, and at most ${MAX_BUNDLE_BYTES} are read.`;
}

/** Bytes may be part of something large, which would be copied to the thread with them. */
function detached(request: SignatureRequest): SignatureRequest {
  const { bundle, pinnedRoot, artifact } = request;
  return {
    ...request,
    bundle: new Uint8Array(bundle),
    ...(pinnedRoot === undefined ? {} : { pinnedRoot: new Uint8Array(pinnedRoot) }),
    ...(artifact?.bytes === undefined ? {} : { artifact: { ...artifact, bytes: new Uint8Array(artifact.bytes) } }),
  };
}
