import { readReports } from "../../workers/read-reports.ts";
import { readerName } from "../../workers/report-readers.ts";
import { branchOfOwnRun } from "../evidence/choose-uploads.ts";
import { directUploadName, directUploadOf } from "../evidence/direct-upload.ts";
import type { StoredOrigin } from "../evidence/stored-origin.ts";
import type { Services } from "../services.ts";
import type { Sender } from "./find-sender.ts";
import type { Counts } from "./kinds.ts";
import type { UploadRequest } from "./read-request.ts";
import { refusal, type UploadRefusal } from "./refusal.ts";

/** What became of a report that is fine. `superseded`: a newer run, or a newer attempt of this one, has sent the same before. */
export interface Accepted {
  readonly kind: "accepted";
  readonly outcome: "stored" | "superseded";
  readonly commit: string;
  readonly flag: string;
  readonly name: string;
  readonly workflow: string;
  readonly runId: number;
  readonly attempt: number;
  /** Whether others may be compared with it: the branch itself made it. */
  readonly ofBranch: boolean;
  readonly counts: Counts;
}

/** So many reports of one commit may be sent. A matrix has some dozens. */
const maxUploads = 200;

type ReadText = { readonly kind: "read"; readonly text: string; readonly counts: Counts };

/** Reads the report in a process of its own. */
export async function readUpload(file: string, { kind, name }: UploadRequest): Promise<ReadText | UploadRefusal> {
  const read = await readReports({ kind: "file", file, path: name }, kind.reader);
  if (read.kind === "refused") return unusable(read.because);
  const [report] = read.reports;
  if (report === undefined) return unusable("Nothing was read out of it.");
  if ("refused" in report) return unusable(report.refused);
  return { kind: "read", text: report.text, counts: kind.count(report.text) };
}

function unusable(what: string): UploadRefusal {
  const fix = "Check that the tool that writes the report has ended without an error, and send the whole file.";
  return refusal(422, "unusable-report", what, fix);
}

type Storing = Pick<Services, "evidence" | "queue" | "clock" | "wake"> & {
  readonly settings: Pick<Services["settings"], "coalesceMs">;
};

/** Puts the report to those of the commit, and has whoever waits for it looked at again. */
export async function storeReport(
  services: Storing,
  request: UploadRequest,
  sender: Sender,
  { text, counts }: ReadText,
): Promise<Accepted | UploadRefusal> {
  const { run, repository } = sender;
  const reader = readerName(request.kind.reader);
  const branch = branchOfOwnRun(run, repository.id);
  const ofBranch = branch !== "";
  const { flag, name } = request;
  const direct = { workflow: run.workflowPath, flag, name };
  const key = directUploadName({ ...direct, branch });
  const known = await services.evidence.uploadsOf(repository.id, run.headSha, reader);
  const about = { commit: run.headSha, ...direct, ofBranch, runId: run.id, attempt: run.attempt, counts };
  if (!known.has(key) && [...known.keys()].filter((one) => directUploadOf(one) !== undefined).length >= maxUploads) {
    const what = `This commit has ${maxUploads} uploaded reports already.`;
    return refusal(422, "too-many", what, "Merge reports before you send them, or keep their names the same.");
  }
  const upload = {
    installationId: sender.installationId,
    repositoryId: repository.id,
    commit: run.headSha,
    reader,
    upload: key,
    artifactId: run.id,
    attempt: run.attempt,
    savedAt: services.clock(),
  };
  const origin = JSON.stringify(originOf(services, sender));
  const content = { kind: "text", text } as const;
  // GitHub was asked for the newest attempt before the report came; another one may have sent its own since.
  const isSaved = await services.evidence.saveUnlessNewer(upload, [{ path: name, origin, trusted: ofBranch, content }]);
  if (!isSaved) return { kind: "accepted", outcome: "superseded", ...about };
  await wakeWaiting(services, sender);
  return { kind: "accepted", outcome: "stored", ...about };
}

function originOf({ clock }: Storing, { run, repository }: Sender): StoredOrigin {
  return {
    workflow: run.workflowPath,
    artifact: "",
    runId: run.id,
    attempt: run.attempt,
    event: run.event,
    createdAt: clock(),
    fork: run.headRepositoryId !== repository.id,
  };
}

async function wakeWaiting(services: Storing, { installationId, repository, run }: Sender): Promise<void> {
  const { event, headBranch, headSha: sha } = run;
  // As of a run that has ended: that of a branch is about no pull request that is not known.
  const isBranch = event !== "merge_group" && !event.startsWith("pull_request") && headBranch !== undefined;
  const branch = isBranch ? { branch: headBranch } : {};
  const notBefore = services.clock() + services.settings.coalesceMs;
  await services.queue.wish([{ target: { kind: "evidence", installationId, repository, sha, ...branch }, notBefore }]);
  services.wake();
}
