import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Release } from "../../../core/attestation.ts";
import type { FoundReports } from "../../../core/evidence.ts";
import type { Sources } from "../../../core/gate.ts";
import { reportName } from "../../../core/report-name.ts";
import type { RepositorySource } from "../../../core/repository.ts";
import { type ArtifactDigests, artifactReports } from "../../../formats/attestations/artifact-reports.ts";
import type { BundleFile } from "../../../formats/attestations/bundle-reports.ts";
import { matcherOf } from "../../../formats/globs/path-globs.ts";
import type { ModuleFacts } from "../model.ts";
import { subjectEntry } from "../requests.ts";
import type { ModuleKeys } from "../settings/module.ts";
import { isFile } from "./base-file.ts";
import {
  bundlesInArtifacts,
  bundlesInRelease,
  bundlesInRepository,
  type ReleasedBundles,
  releasedBundles,
} from "./bundle-files.ts";

/** A module of more files is cut short, which is no pass. */
const maxSubjects = 200;

/** Something that was built, before anybody looks for what attests it. */
export interface Subject extends ArtifactDigests {
  /** In words. */
  readonly from: string;
}

export interface Subjects extends Pick<ModuleFacts, "missing" | "unread" | "release"> {
  readonly files: readonly Subject[];
  /** Of the release that the files are of, where bundles are there, too. */
  readonly releasedBundles?: ReleasedBundles;
}

/** Files of artifacts of workflows, once hashed and once as bundles. */
export interface Uploaded {
  readonly artifacts: FoundReports<ArtifactDigests>;
  readonly bundles: FoundReports<BundleFile>;
}

/** What a module has built, wherever that is. */
export async function subjectsOf(
  module: ModuleKeys,
  uploaded: Uploaded,
  sources: Pick<Sources, "repository" | "attestations">,
): Promise<Subjects> {
  const { repository, attestations } = sources;
  switch (module["built-in"]) {
    case "artifacts":
      return bounded(inArtifacts(module, uploaded));
    case "repository":
      return bounded(await inRepository(module, repository));
    case "release": {
      const asked = await attestations.release(artifactReports, module.release, [...module.subjects]);
      if (asked.kind === "unavailable") return nothing(module, [asked.because]);
      const name = module.release === undefined ? "There is no release" : `There is no release ${module.release}`;
      if (asked.value === undefined) return nothing(module, [`${name}.`]);
      // By its tag: the latest release may be another one by now.
      const bundles = await releasedBundles(module, asked.value.tag, sources);
      const subjects = bounded(inRelease(module, asked.value, bundlesInRelease(bundles)));
      return bundles === undefined ? subjects : { ...subjects, releasedBundles: bundles };
    }
  }
}

function nothing({ subjects }: ModuleKeys, unread: readonly string[]): Subjects {
  return { files: [], missing: subjects, unread, release: undefined };
}

function bounded(subjects: Subjects): Subjects {
  const { files, unread } = subjects;
  if (files.length <= maxSubjects) return subjects;
  const text = `${files.length} files were built, and at most ${maxSubjects} of a module are looked at: divide it`;
  return { ...subjects, files: files.slice(0, maxSubjects), unread: [...unread, text] };
}

function inArtifacts(module: ModuleKeys, { artifacts: { reports, lost }, bundles }: Uploaded): Subjects {
  const isBundle = bundlesInArtifacts(module, bundles);
  const own = reports.filter(({ flag, origin }) => flag === module.name && !isBundle(origin));
  const files = own.flatMap(({ origin, content }) =>
    content.kind === "value" ? [{ ...content.value, path: origin.path, from: reportName(origin) }] : [],
  );
  const refused = own.flatMap(({ origin, content }) =>
    content.kind === "refused" ? [`${reportName(origin)} cannot be read: ${content.because}`] : [],
  );
  const gone = lost
    .filter(({ flag }) => flag === module.name)
    .map(({ artifact, because }) => `artifact ${artifact}: ${because}`);
  const answered = new Set(own.flatMap(({ entries }) => entries));
  const missing = module.subjects.filter((pattern) => !answered.has(subjectEntry(module.name, pattern)));
  return { files, missing, unread: [...refused, ...gone], release: undefined };
}

async function inRepository(module: ModuleKeys, repository: RepositorySource): Promise<Subjects> {
  const { items, complete } = await repository.tree("head");
  const isWanted = matcherOf(module.subjects);
  const all = items.filter((entry) => isFile(entry) && isWanted(entry.path));
  const isBundle = await bundlesInRepository(module, all, repository, maxSubjects);
  const entries = all.filter(({ path }) => !isBundle.has(path));
  const blobs = await repository.blobs(entries.slice(0, maxSubjects).map(({ id }) => id));
  const unread = complete ? [] : ["the list of files was cut short"];
  const files: Subject[] = [];
  for (const { path, id } of entries.slice(0, maxSubjects)) {
    const blob = blobs.get(id);
    if (blob?.kind === "bytes") files.push({ path, from: "the repository", ...hashed(blob.bytes) });
    else unread.push(`${path} is ${blob?.kind === "too-large" ? "too large" : "not there"}`);
  }
  if (entries.length > maxSubjects)
    unread.push(`${entries.length} files are named, and at most ${maxSubjects} are looked at`);
  return {
    files,
    missing: unmatched(
      module,
      entries.map(({ path }) => path),
    ),
    unread,
    release: undefined,
  };
}

function hashed(bytes: Uint8Array): Omit<ArtifactDigests, "path"> {
  return { size: bytes.length, sha256: bytesToHex(sha256(bytes)), sha512: bytesToHex(sha512(bytes)) };
}

function inRelease(
  module: ModuleKeys,
  { tag, commit, files }: Release<ArtifactDigests>,
  isBundle: ReadonlySet<string>,
): Subjects {
  const own = files.items.filter(({ name }) => !isBundle.has(name));
  const from = `the release ${tag}`;
  const unread = own.flatMap(({ name, content }) =>
    content.kind === "refused" ? [`${name} of ${from} cannot be read: ${content.because}`] : [],
  );
  return {
    files: own.flatMap(({ name, content }) =>
      content.kind === "value" ? [{ ...content.value, path: name, from }] : [],
    ),
    missing: unmatched(
      module,
      own.map(({ name }) => name),
    ),
    unread: files.complete ? unread : [...unread, `the list of files of ${from} was cut short`],
    release: { tag, commit },
  };
}

function unmatched({ subjects }: ModuleKeys, paths: readonly string[]): readonly string[] {
  return subjects.filter((pattern) => !paths.some(matcherOf([pattern])));
}
