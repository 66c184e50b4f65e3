import { actionsIssuerOf } from "../../core/actions-issuer.ts";
import { completenessOf } from "../../core/completeness.ts";
import { configurationPath } from "../../core/configuration-path.ts";
import type { Gathered, Sources } from "../../core/gate.ts";
import type { RepositorySource } from "../../core/repository.ts";
import { artifactReports } from "../../formats/attestations/artifact-reports.ts";
import { bundleReports } from "../../formats/attestations/bundle-reports.ts";
import type { RegisteredKey } from "../../formats/attestations/key-registry.ts";
import { fileReader, isUnchanged } from "./gather/base-file.ts";
import { bundleChecker } from "./gather/check-bundles.ts";
import { earlierMerges } from "./gather/earlier-merges.ts";
import { type BuiltModule, gatherModule } from "./gather/module.ts";
import { policyPlaces } from "./gather/policy-places.ts";
import { registeredKeys } from "./gather/registered-keys.ts";
import { subjectsOf, type Uploaded } from "./gather/subjects.ts";
import { readTrust, rootAges } from "./gather/trust.ts";
import { judgeModules } from "./judge-modules.ts";
import type { AttestationFacts, AttestationSettings, ModuleFacts, PolicyPlaces } from "./model.ts";
import { objectionToFacts } from "./objection.ts";
import { keysFor, modulesOf } from "./policy.ts";
import { bundleFlag, bundleRequests, subjectRequests } from "./requests.ts";
import { repositoryUri, serverOf } from "./settings/values.ts";

/** Asks for what was built and for whatever attests it, and checks signatures; waits while workflows may still send some. */
export async function gatherAttestations(
  settings: AttestationSettings,
  sources: Sources,
): Promise<Gathered<AttestationFacts>> {
  const { evidence } = sources;
  if (settings.forks === "defer" && isFromFork(sources)) return { kind: "not-applicable", because: deferred };
  const requests = subjectRequests(settings);
  const found = await evidence.head(artifactReports, requests);
  if (found.overload !== undefined) return unavailable(found.overload);
  const readable = found.reports.map((report) => ({
    ...report,
    content: { kind: "value", value: undefined } as const,
  }));
  const timeoutMs = settings["timeout-minutes"] * 60_000;
  const expected = requests.map(({ entry }) => entry);
  const state = completenessOf({ ...found, reports: readable, lost: [] }, expected, evidence.patience, timeoutMs);
  // Whoever has waited long enough judges what is there: what is missing counts as that.
  if (state.kind === "not-yet") return state;
  const gathered = await factsOf(settings, sources, found);
  if (gathered.kind !== "facts") return gathered;
  const waiting = stillWaiting(settings, gathered.facts, found.running, sources);
  if (waiting !== undefined) return waiting;
  const objection = objectionToFacts(settings, gathered.facts);
  if (objection === undefined) return gathered;
  return unavailable(evidence.patience === undefined ? `${objection} ${atTheDesk(settings)}` : objection);
}

/** Where nobody sends anything, somebody has to name it. */
function atTheDesk(settings: AttestationSettings): string {
  const [first] = modulesOf(settings);
  const name = first?.name ?? "";
  return `Name files with --report ${name}=FILE, and their bundles with --report ${bundleFlag(name)}=FILE.`;
}

const deferred =
  "Workflows of a fork get no identity and no secrets, so that they cannot sign. The configuration leaves such pull requests to the merge queue, which judges what it builds itself.";

function isFromFork({ subject }: Sources): boolean {
  return subject.kind === "pull-request" && subject.fromFork;
}

type FoundSubjects = Uploaded["artifacts"];

async function factsOf(
  settings: AttestationSettings,
  sources: Sources,
  found: FoundSubjects,
): Promise<Gathered<AttestationFacts>> {
  const { attestations, repository, evidence } = sources;
  const named = settings.source.repository;
  const own = attestations.repository ?? (named === undefined ? undefined : repositoryUri(named));
  if (own === undefined) return unavailable(nameless);
  const file = fileReader(repository, "base");
  const [trust, keys] = [await readTrust(settings, file), await registeredKeys(settings, file)];
  if (trust.kind === "unavailable") return trust;
  if (keys.kind === "unavailable") return keys;
  const commits = settings.commits === undefined ? undefined : await attestations.commits();
  if (commits?.kind === "unavailable") return unavailable(commits.because);
  const now = evidence.patience?.now ?? Date.parse(sources.today) + dayMs - 1;
  const modules = await gatherModules(settings, sources, found, { trust, keys: keys.keys, now });
  const { verifier } = attestations;
  const sourcesNow = await attestations.sources();
  const earlier = await earlierMerges(modules, sourcesNow, attestations);
  return {
    kind: "facts",
    facts: {
      modules,
      repository: own,
      issuer: attestations.issuer ?? actionsIssuerOf(serverOf(own)),
      sources: [...sourcesNow, ...earlier.merges],
      unknownMerges: earlier.unknown,
      keys: keys.keys,
      registry: { path: settings.keys.registry, unchanged: await isUnchanged(repository, settings.keys.registry) },
      policy: await placesIn(repository),
      commits: commits?.value,
      fromFork: isFromFork(sources),
      rootAges: rootAges(trust.domains, verifier, now),
      now,
    },
  };
}

/** Of head, where annotations stand. */
async function placesIn(repository: RepositorySource): Promise<PolicyPlaces> {
  const blob = await fileReader(repository, "head")(configurationPath);
  return policyPlaces(blob.kind === "bytes" ? blob.bytes : new Uint8Array());
}

const dayMs = 24 * 60 * 60_000;

const nameless =
  "Nobody says here which repository this is, so whether something was built from it cannot be told. Name it with `source: { repository: owner/name }`.";

interface Checking {
  readonly trust: Extract<Awaited<ReturnType<typeof readTrust>>, { kind: "trust" }>;
  readonly keys: readonly RegisteredKey[];
  readonly now: number;
}

async function gatherModules(
  settings: AttestationSettings,
  sources: Sources,
  found: FoundSubjects,
  { trust, keys, now }: Checking,
): Promise<readonly ModuleFacts[]> {
  const bundles = await sources.evidence.head(bundleReports, bundleRequests(settings));
  const modules: BuiltModule[] = [];
  for (const module of modulesOf(settings)) {
    modules.push({ module, subjects: await subjectsOf(module, { artifacts: found, bundles }, sources) });
  }
  const files = modules.flatMap(({ subjects }) => subjects.files);
  const built = new Set(files.flatMap(({ sha256, sha512 }) => [sha256, sha512]));
  const { verifier } = sources.attestations;
  const { domains, pinnedRoot } = trust;
  const facts: ModuleFacts[] = [];
  for (const one of modules) {
    const own = keysFor(one.module, keys).map(({ id, publicKey }) => ({ id, publicKey }));
    const root = pinnedRoot === undefined ? {} : { pinnedRoot };
    const check = bundleChecker(verifier, { domains, ...root, keys: own, now });
    facts.push(await gatherModule(one, { bundles, built, check }, sources));
  }
  return facts;
}

/** A workflow that runs may still attest what is not proven yet. */
function stillWaiting(
  settings: AttestationSettings,
  facts: AttestationFacts,
  running: readonly string[],
  { evidence: { patience } }: Sources,
): Gathered<never> | undefined {
  if (patience === undefined || running.length === 0) return undefined;
  const until = patience.since + settings["timeout-minutes"] * 60_000;
  const open = judgeModules(settings, facts).filter(({ standing }) => standing !== "verified");
  if (open.length === 0 || patience.now >= until) return undefined;
  const names = open.slice(0, 5).map(({ facts: { name } }) => name);
  const more = open.length > names.length ? ` and ${open.length - names.length} more` : "";
  return {
    kind: "not-yet",
    because: `Not attested yet: ${names.join(", ")}${more}. Still running: ${running.join(", ")}.`,
    until,
  };
}

function unavailable(because: string): { readonly kind: "unavailable"; readonly because: string } {
  return { kind: "unavailable", because };
}
