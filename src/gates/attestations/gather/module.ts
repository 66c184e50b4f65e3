import type { FoundReports } from "../../../core/evidence.ts";
import type { Sources } from "../../../core/gate.ts";
import type { BundleFile } from "../../../formats/attestations/bundle-reports.ts";
import type { CheckedBundle, FoundArtifact, ModuleFacts } from "../model.ts";
import { asksGitHub } from "../requests.ts";
import type { ModuleKeys } from "../settings/module.ts";
import { claimedSubjects, isAbout } from "./about.ts";
import { bundlesOf, type Candidate, type Candidates } from "./bundles.ts";
import type { BundleChecker } from "./check-bundles.ts";
import type { Subject, Subjects } from "./subjects.ts";

/** So many bundles of one artifact are checked. */
const maxBundles = 100;

/** One module, and what it has built. */
export interface BuiltModule {
  readonly module: ModuleKeys;
  readonly subjects: Subjects;
}

export interface Witnesses {
  readonly bundles: FoundReports<BundleFile>;
  /** Digests of everything that any module has built. */
  readonly built: ReadonlySet<string>;
  readonly check: BundleChecker;
}

/** Every attestation of a module's files that could be found, with what its signature proves. */
export async function gatherModule(
  { module, subjects }: BuiltModule,
  { bundles, built, check }: Witnesses,
  sources: Sources,
): Promise<ModuleFacts> {
  const { files, missing, unread, release } = subjects;
  const beside = await bundlesOf(module, bundles, subjects.releasedBundles, sources);
  const claimed = beside.bundles.map((candidate) => ({ candidate, about: claimedSubjects(candidate.bundle) }));
  const artifacts: FoundArtifact[] = [];
  for (const subject of files) {
    const isOwn = ({ about }: (typeof claimed)[number]) =>
      isAbout(about, subject, built, module.attestations !== undefined);
    const own = claimed.filter(isOwn).map(({ candidate }) => candidate);
    artifacts.push(await gatherArtifact(module, subject, { bundles: own, unread: beside.unread }, check, sources));
  }
  return { name: module.name, artifacts, missing, unread, release };
}

async function gatherArtifact(
  module: ModuleKeys,
  subject: Subject,
  beside: Candidates,
  check: BundleChecker,
  sources: Sources,
): Promise<FoundArtifact> {
  const kept = asksGitHub(module) ? await keptByGitHub(subject, sources) : { bundles: [], refused: [], unread: [] };
  const all = [...kept.bundles, ...beside.bundles];
  const bundles: CheckedBundle[] = [...kept.refused];
  for (const candidate of all.slice(0, maxBundles)) bundles.push(await check(candidate, subject));
  const beyond =
    all.length > maxBundles ? [`${all.length} bundles are there, and at most ${maxBundles} are checked`] : [];
  const digests = [["sha256", subject.sha256] as const, ["sha512", subject.sha512] as const];
  return {
    path: subject.path,
    from: subject.from,
    size: subject.size,
    digests: new Map(digests),
    bundles,
    unread: [...kept.unread, ...beside.unread, ...beyond],
  };
}

interface Kept {
  readonly bundles: readonly Candidate[];
  readonly refused: readonly CheckedBundle[];
  readonly unread: readonly string[];
}

async function keptByGitHub({ sha256 }: Subject, { attestations }: Sources): Promise<Kept> {
  const asked = await attestations.ofSubject(`sha256:${sha256}`);
  if (asked.kind === "unavailable") return { bundles: [], refused: [], unread: [asked.because] };
  const { items, complete, refused } = asked.value;
  return {
    bundles: items.map((one) => ({ ...one, path: undefined })),
    refused: refused.map(({ from, because }) => unreadable(from, because)),
    unread: complete ? [] : ["GitHub keeps more attestations of it than are read"],
  };
}

/** A bundle that is there and cannot be read proves nothing, like one that is wrong. */
function unreadable(from: string, detail: string): CheckedBundle {
  const steps = [{ step: "bundle", outcome: "failed", detail }] as const;
  return { from, path: undefined, unsigned: false, verdict: { outcome: "failed", steps, bundleSha256: "" } };
}
