import type { Asked, AttestationSource } from "../../core/attestation.ts";
import { Fault } from "../../core/fault.ts";
import type { Subject } from "../../core/subject.ts";
import type { GitDirectory } from "../../git/clone.ts";
import { listAttestations } from "../../github/attestations.ts";
import type { EvidencePlace } from "../evidence/bring-upload.ts";
import type { FetchServices } from "../fetch-refs.ts";
import type { Services } from "../services.ts";
import { changeSignatures } from "./change-signatures.ts";
import { readReleaseFiles } from "./release-files.ts";
import { earlierMerge, sourceCommits } from "./source-commits.ts";

/** The change whose attestations are asked for. */
export interface AttestedChange extends EvidencePlace {
  readonly git: GitDirectory;
  readonly subject: Subject;
  readonly headSha: string;
  /** The tip of the base. */
  readonly base: string;
}

/** What is needed to ask for attestations. */
export type AttestationServices = FetchServices & Pick<Services, "verifier">;

const digestForm = /^sha256:[0-9a-f]{64}$/;

/** Attestations out of GitHub's API, commits out of API and mirror. Throws retryable Faults of git and GitHub. */
export function serverAttestations(services: AttestationServices, change: AttestedChange): AttestationSource {
  const octokit = () => services.probot.auth(change.installationId);
  const { webUrl, issuer } = services.settings.certificates;
  return {
    repository: `${webUrl}/${change.repository.owner}/${change.repository.name}`,
    issuer,
    ofSubject: (digest) =>
      digestForm.test(digest)
        ? answered(async () => listAttestations(await octokit(), change.repository, digest))
        : Promise.resolve({ kind: "unavailable", because: "Only SHA-256 digests are known to GitHub." }),
    commits: async () => flattened(await answered(async () => changeSignatures(await octokit(), change))),
    sources: () => sourceCommits(services, change),
    earlierMerge: (commit) => answered(async () => earlierMerge(await octokit(), change, commit)),
    release: (reader, tag, names) => answered(() => readReleaseFiles(services, change, { reader, tag, names })),
    verifier: services.verifier,
  };
}

/** A permission that is not granted stays so until somebody grants it; other trouble is the queue's to try again. */
async function answered<T>(ask: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { kind: "answer", value: await ask() };
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== "GITHUB_FORBIDDEN" || error.retry) throw error;
    const advice = "Grant it in the settings of the App, accept it for the installation, and run the check again.";
    return { kind: "unavailable", because: `${error.message} ${advice}` };
  }
}

function flattened<T>(asked: Asked<Asked<T>>): Asked<T> {
  return asked.kind === "answer" ? asked.value : asked;
}
