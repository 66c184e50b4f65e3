import type { CandidateBundle, Release } from "../../../core/attestation.ts";
import type { FoundReports } from "../../../core/evidence.ts";
import type { Sources } from "../../../core/gate.ts";
import { reportName } from "../../../core/report-name.ts";
import type { RepositorySource } from "../../../core/repository.ts";
import type { BundleFile } from "../../../formats/attestations/bundle-reports.ts";
import { splitBundles } from "../../../formats/attestations/split-bundles.ts";
import { matcherOf } from "../../../formats/globs/path-globs.ts";
import { bytesOf } from "../../../formats/reports/base64.ts";
import { bundleFlag, placesOf } from "../requests.ts";
import type { ModuleKeys } from "../settings/module.ts";
import { isFile } from "./base-file.ts";
import { type ReleasedBundles, releasedBundles } from "./bundle-files.ts";

/** So many files of the repository are read for one module. */
const maxFiles = 100;

export interface Candidate extends CandidateBundle {
  /** A file of the repository, by its path in head. */
  readonly path: string | undefined;
}

export interface Candidates {
  readonly bundles: readonly Candidate[];
  /** What could not be read: one of these might have been the right one. */
  readonly unread: readonly string[];
}

/**
 * Bundles of a module in files. They may be of any of its subjects, which only their statements tell. `released` are those that
 * have been asked for already.
 */
export async function bundlesOf(
  module: ModuleKeys,
  reports: FoundReports<BundleFile>,
  released: ReleasedBundles | undefined,
  sources: Pick<Sources, "repository" | "attestations">,
): Promise<Candidates> {
  const files = placesOf(module).flatMap(({ file }) => file ?? []);
  const found = [inArtifacts(module, reports)];
  if (files.length > 0) found.push(await inRepository(files, sources.repository));
  const asked = released ?? (await releasedBundles(module, module.release, sources));
  if (asked !== undefined) {
    found.push(asked.kind === "answer" ? inRelease(asked.value) : { bundles: [], unread: [asked.because] });
  }
  return { bundles: found.flatMap(({ bundles }) => bundles), unread: found.flatMap(({ unread }) => unread) };
}

function inArtifacts(module: ModuleKeys, { reports, lost, overload }: FoundReports<BundleFile>): Candidates {
  const flag = bundleFlag(module.name);
  const own = reports.filter((report) => report.flag === flag);
  const gone = lost
    .filter((one) => one.flag === flag)
    .map(({ artifact, because }) => `artifact ${artifact}: ${because}`);
  const read = own.map(({ origin, content }) => candidates(reportName(origin), content));
  // Then none are given, and any of them might have been the module's.
  const isOverloaded = overload !== undefined && placesOf(module).some(({ path }) => path !== undefined);
  return joined([...read, { bundles: [], unread: isOverloaded ? [...gone, overload] : gone }]);
}

function inRelease(release: Release<BundleFile> | undefined): Candidates {
  if (release === undefined) return { bundles: [], unread: [] };
  const { tag, files } = release;
  const read = files.items.map(({ name, content }) => candidates(`${name} of the release ${tag}`, content));
  const cut = files.complete ? [] : [`the list of files of the release ${tag} was cut short`];
  return joined([...read, { bundles: [], unread: cut }]);
}

type Content = FoundReports<BundleFile>["reports"][number]["content"];

function candidates(from: string, content: Content): Candidates {
  if (content.kind === "refused") return { bundles: [], unread: [`${from} cannot be read: ${content.because}`] };
  const { bundles } = content.value;
  return { bundles: bundles.map((text) => ({ bundle: bytesOf(text), from, path: undefined })), unread: [] };
}

async function inRepository(patterns: readonly string[], repository: RepositorySource): Promise<Candidates> {
  const { items, complete } = await repository.tree("head");
  const isWanted = matcherOf(patterns);
  const entries = items.filter((entry) => isFile(entry) && isWanted(entry.path));
  const some = entries.slice(0, maxFiles);
  const blobs = await repository.blobs(some.map(({ id }) => id));
  const read = some.map(({ path, id }): Candidates => {
    const blob = blobs.get(id);
    if (blob?.kind !== "bytes") {
      return { bundles: [], unread: [`${path} is ${blob?.kind === "too-large" ? "too large" : "not there"}`] };
    }
    const split = splitBundles(blob.bytes);
    // What cannot be taken apart is one thing that does not hold, and its finding says so.
    const parts = split.kind === "read" ? split.value : [blob.bytes];
    return { bundles: parts.map((bundle) => ({ bundle, from: path, path })), unread: [] };
  });
  const cut = complete && some.length === entries.length ? [] : ["the list of files in the repository was cut short"];
  return joined([...read, { bundles: [], unread: cut }]);
}

function joined(all: readonly Candidates[]): Candidates {
  return { bundles: all.flatMap(({ bundles }) => bundles), unread: all.flatMap(({ unread }) => unread) };
}
