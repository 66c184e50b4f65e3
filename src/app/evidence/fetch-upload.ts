import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { grouped } from "../../core/count-of.ts";
import type { EvidenceContent } from "../../core/evidence-store.ts";
import type { ReportReader } from "../../core/report-reader.ts";
import type { RepositoryName } from "../../core/target.ts";
import type { Artifact } from "../../github/artifacts.ts";
import type { Octokit } from "../../github/client.ts";
import { downloadArtifact } from "../../github/download-artifact.ts";
import { readReports } from "../../workers/read-reports.ts";
import type { WantedUpload } from "./choose-uploads.ts";

/** Of the archive as GitHub sends it: a larger one would not be read. */
const maxArchiveBytes = 200_000_000;

/** Files of the artifact that were asked for; or why there are none, which the artifact will always answer. */
export type FetchedFiles = ReadonlyMap<string, EvidenceContent>;

/**
 * Downloads an artifact into a folder of its own that is deleted again, and reads what is asked for in a process of its
 * own. Whatever the artifact holds becomes a value; `expired` when it is gone. Throws the Faults of GitHub.
 */
export async function fetchUpload(
  octokit: Octokit,
  repository: RepositoryName,
  artifact: Artifact,
  { requests }: WantedUpload,
  reader: ReportReader<unknown>,
): Promise<FetchedFiles | "expired"> {
  const folder = await mkdtemp(join(tmpdir(), "lanekeeper-artifact-"));
  try {
    const file = join(folder, "artifact.zip");
    const download = await downloadArtifact(octokit, repository, artifact.id, { maxBytes: maxArchiveBytes, to: file });
    if (download.kind === "expired") return "expired";
    if (download.kind === "too-large") {
      return refusal(
        artifact,
        `The artifact has more than ${grouped(maxArchiveBytes)} bytes. Upload fewer files in it, or several artifacts.`,
      );
    }
    const wanted = [...new Set(requests.map(({ path }) => path))];
    const read = await readReports({ kind: "archive", file, wanted }, reader);
    if (read.kind === "refused") return refusal(artifact, read.because);
    const mayHoldNone = requests.every((request) => reader.mayHoldNone?.(request.artifact) === true);
    if (read.reports.length === 0 && !mayHoldNone) return refusal(artifact, nothingFound(wanted, read.passedOver));
    return new Map(
      read.reports.map((report): [string, EvidenceContent] => [
        report.path,
        "text" in report ? { kind: "text", text: report.text } : { kind: "refused", because: report.refused },
      ]),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function refusal({ name }: Artifact, because: string): FetchedFiles {
  return new Map([[name, { kind: "refused", because }]]);
}

function nothingFound(
  wanted: readonly string[],
  passedOver: { readonly count: number; readonly first: readonly string[] },
) {
  const holds = passedOver.count === 0 ? "It is empty." : `It holds ${passedOver.first.slice(0, 5).join(", ")}.`;
  return `No file in it matches ${wanted.join(" or ")}. ${holds}`;
}
