import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Release, ReleaseFile } from "../../core/attestation.ts";
import { grouped } from "../../core/count-of.ts";
import type { ReportReader } from "../../core/report-reader.ts";
import type { RepositoryName } from "../../core/target.ts";
import { matcherOf } from "../../formats/globs/path-globs.ts";
import type { Octokit } from "../../github/client.ts";
import { downloadAsset, listAssets, type ReleaseAsset, readRelease } from "../../github/releases.ts";
import { readReports } from "../../workers/read-reports.ts";
import type { EvidencePlace } from "../evidence/bring-upload.ts";
import { type FetchServices, fetchRef } from "../fetch-refs.ts";

/** What is downloaded of one release, for one question. */
export const releaseLimits = {
  maxFiles: 50,
  /** Of one file, and of all together. */
  maxFileBytes: 200_000_000,
  maxTotalBytes: 1_000_000_000,
} as const;

export interface ReleaseQuestion<T> {
  readonly reader: ReportReader<T>;
  readonly tag: string | undefined;
  readonly names: readonly string[];
}

/**
 * Downloads the wanted files of a release, one after the other, and reads each in a process of its own. Whatever a file
 * holds becomes a value. Undefined without the release, or without its tag. Throws the Faults of git and GitHub.
 */
export async function readReleaseFiles<T>(
  services: FetchServices,
  { installationId, repository }: EvidencePlace,
  { reader, tag, names }: ReleaseQuestion<T>,
): Promise<Release<T> | undefined> {
  const octokit = await services.probot.auth(installationId);
  const release = await readRelease(octokit, repository, tag);
  if (release === undefined) return undefined;
  const commit = await commitOf(services, { installationId, repository }, release.tag);
  if (commit === undefined) return undefined;
  const assets = await listAssets(octokit, repository, release.id);
  const isWanted = matcherOf(names);
  const wanted = assets.items.filter(({ name }) => isWanted(name));
  const files: ReleaseFile<T>[] = [];
  let left: number = releaseLimits.maxTotalBytes;
  for (const asset of wanted.slice(0, releaseLimits.maxFiles)) {
    left -= asset.sizeInBytes;
    const because = flawOf(asset, left);
    const content =
      because === undefined
        ? await fetchAsset(octokit, repository, asset, reader)
        : ({ kind: "refused", because } as const);
    files.push({ name: asset.name, content });
  }
  const complete = assets.complete && wanted.length <= releaseLimits.maxFiles;
  return { tag: release.tag, commit, files: { items: files, complete } };
}

/** Undefined when the tag was deleted, or names no commit. */
async function commitOf(
  services: FetchServices,
  { installationId, repository }: EvidencePlace,
  tag: string,
): Promise<string | undefined> {
  return (await fetchRef(services, installationId, repository, `refs/tags/${tag}`))?.tip;
}

/** What can be said before anything is downloaded. */
function flawOf({ whole, sizeInBytes }: ReleaseAsset, left: number): string | undefined {
  if (!whole) return "It was not uploaded to its end. Upload it to the release again.";
  const { maxFileBytes, maxTotalBytes } = releaseLimits;
  if (sizeInBytes > maxFileBytes) return tooLarge(sizeInBytes);
  if (left >= 0) return undefined;
  return `The files of the release that are asked for have more than ${grouped(maxTotalBytes)} bytes together. Ask for fewer.`;
}

function tooLarge(bytes: number): string {
  const [size, most] = [bytes, releaseLimits.maxFileBytes].map(grouped);
  return `It has ${size} bytes, and at most ${most} of a file of a release are read. Have its workflow upload it as an artifact in parts, or name a smaller file.`;
}

async function fetchAsset<T>(
  octokit: Octokit,
  repository: RepositoryName,
  { id, name }: ReleaseAsset,
  reader: ReportReader<T>,
): Promise<ReleaseFile<T>["content"]> {
  const folder = await mkdtemp(join(tmpdir(), "lanekeeper-release-"));
  try {
    const file = join(folder, "asset");
    const saved = await downloadAsset(octokit, repository, id, { maxBytes: releaseLimits.maxFileBytes, to: file });
    if (saved.kind === "too-large") return { kind: "refused", because: tooLarge(saved.limit + 1) };
    const read = await readReports({ kind: "file", file, path: name }, reader);
    if (read.kind === "refused") return { kind: "refused", because: read.because };
    const [report] = read.reports;
    if (report === undefined) throw new Error("A file that was read gives one report.");
    if ("refused" in report) return { kind: "refused", because: report.refused };
    return { kind: "value", value: reader.decode(report.text) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
