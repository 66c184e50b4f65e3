import type { Asked, Release } from "../../../core/attestation.ts";
import type { FoundReports, ReportOrigin } from "../../../core/evidence.ts";
import type { Sources } from "../../../core/gate.ts";
import type { RepositorySource, TreeEntry } from "../../../core/repository.ts";
import { type BundleFile, bundleReports } from "../../../formats/attestations/bundle-reports.ts";
import { splitBundles } from "../../../formats/attestations/split-bundles.ts";
import { matcherOf } from "../../../formats/globs/path-globs.ts";
import { bytesOf } from "../../../formats/reports/base64.ts";
import { bundleFlag, placesOf } from "../requests.ts";
import type { ModuleKeys } from "../settings/module.ts";
import { claimedSubjects } from "./about.ts";

/*
 * What attests is not built, and needs no attestation itself. A name proves nothing of that, so each of these looks where the
 * policy says that bundles are, and takes for one only what holds bundles and nothing else.
 */

/** Whether a file of an artifact, or one that is named at the desk, is one of the module's bundles. */
export function bundlesInArtifacts(
  module: ModuleKeys,
  { reports }: FoundReports<BundleFile>,
): (origin: ReportOrigin) => boolean {
  const flag = bundleFlag(module.name);
  const own = reports.filter(
    (report) => report.flag === flag && report.content.kind === "value" && isOfBundles(report.content.value),
  );
  const places = new Set(own.flatMap(({ origin }) => placeOf(origin) ?? []));
  return (origin) => {
    const place = placeOf(origin);
    return place !== undefined && places.has(place);
  };
}

/** Undefined for what a job has sent itself: under another flag it is another file, whatever the job calls it. */
function placeOf(origin: ReportOrigin): string | undefined {
  switch (origin.kind) {
    case "artifact":
      return JSON.stringify([origin.runId, origin.attempt, origin.artifact, origin.path]);
    case "file":
      return JSON.stringify([origin.path]);
    case "upload":
      return undefined;
  }
}

/** The paths of these files that are bundles of the module. At most so many are read. */
export async function bundlesInRepository(
  module: ModuleKeys,
  entries: readonly TreeEntry[],
  repository: RepositorySource,
  maxRead: number,
): Promise<ReadonlySet<string>> {
  const isPlace = matcherOf(placesOf(module).flatMap(({ file }) => file ?? []));
  const some = entries.filter(({ path }) => isPlace(path)).slice(0, maxRead);
  const blobs = await repository.blobs(some.map(({ id }) => id));
  const own = some.filter(({ id }) => {
    const blob = blobs.get(id);
    const split = blob?.kind === "bytes" ? splitBundles(blob.bytes) : undefined;
    return split?.kind === "read" && areBundles(split.value);
  });
  return new Set(own.map(({ path }) => path));
}

export type ReleasedBundles = Asked<Release<BundleFile> | undefined>;

/** Bundles of the module in a release, by its tag or the latest one; undefined where the policy names none there. */
export async function releasedBundles(
  module: ModuleKeys,
  tag: string | undefined,
  { attestations }: Pick<Sources, "attestations">,
): Promise<ReleasedBundles | undefined> {
  const names = placesOf(module).flatMap(({ release }) => release ?? []);
  return names.length === 0 ? undefined : attestations.release(bundleReports, tag, names);
}

/** The names of the files of a release that are bundles of the module. */
export function bundlesInRelease(asked: ReleasedBundles | undefined): ReadonlySet<string> {
  const files = asked?.kind === "answer" ? (asked.value?.files.items ?? []) : [];
  const own = files.filter(({ content }) => content.kind === "value" && isOfBundles(content.value));
  return new Set(own.map(({ name }) => name));
}

function isOfBundles({ bundles }: BundleFile): boolean {
  return areBundles(bundles.map(bytesOf));
}

function areBundles(bundles: readonly Uint8Array[]): boolean {
  return bundles.length > 0 && bundles.every((bundle) => claimedSubjects(bundle) !== undefined);
}
