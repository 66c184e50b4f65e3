import { zipOf } from "../../archives/zip-bytes.ts";
import { digestsOf, provenanceV1, statementOf } from "../../support/build-statements.ts";
import { type SigningWorld, signingWorld } from "../../support/signing-world.ts";
import { ci, type GateStory, openGateStory } from "./gate-story.ts";
import type { Files } from "./story-files.ts";

/** What is built, by path in the artifact `dist`. */
type Built = Readonly<Record<string, string | Uint8Array>>;

/** A commit that was built, with the ref that the workflow ran on. */
interface BuiltFrom {
  readonly commit: string;
  readonly ref: string;
}

export interface AttestationStory extends GateStory<Built> {
  readonly authorities: SigningWorld;
  /** GitHub's test merge of a pull request, which its workflows build. */
  mergeOf(number: number): BuiltFrom;
  /** A bundle as the workflow `ci` of the repository makes it for a file that it has built. */
  attest(file: string, from: BuiltFrom): Promise<Uint8Array>;
  /** Gives GitHub a bundle to keep about a file. */
  keep(file: string, bundle: Uint8Array): void;
}

const repository = "https://github.com/acme/platform";
export const module = {
  name: "core",
  subjects: ["core-*.whl"],
  artifact: "dist",
  signer: { workflow: ci },
};

/** A repository whose base pins the authorities of a world of its own, with these settings beside that. Dispose of its world. */
export async function openAttestationStory(settings: object, files: Files = {}): Promise<AttestationStory> {
  const authorities = await signingWorld();
  const story = await openGateStory<Built>(
    "attestations",
    { modules: [module], trust: { domains: [], root: "trusted_root.json" }, ...settings },
    async (run, built) => {
      const entries = Object.entries(built).map(([name, content]) => ({ name, content }));
      if (entries.length > 0) await run.uploadArtifact("dist", zipOf(entries));
    },
    {
      files: {
        "trusted_root.json": Buffer.from(authorities.trustedRoot).toString(),
        [ci]: "on: pull_request\n",
        ...files,
      },
    },
  );
  const { github, repository: stored, work } = story.world;
  return {
    ...story,
    authorities,
    mergeOf(number) {
      const ref = `refs/pull/${number}/merge`;
      return { commit: work.git("ls-remote", stored.directory, ref).slice(0, 40), ref };
    },
    attest: (file, from) =>
      authorities.keyless({ statement: statementOf(file, provenanceOf(from)) }, certificateOf(from)),
    keep(file, bundle) {
      github.storeAttestation(stored, { digests: [`sha256:${digestsOf(file).sha256}`], stored: bundle });
    },
  };
}

function identityOf({ ref }: BuiltFrom): string {
  return `${repository}/${ci}@${ref}`;
}

function provenanceOf(from: BuiltFrom) {
  return { predicate: provenanceV1({ builder: identityOf(from), repository, path: ci, ...from }) };
}

function certificateOf(from: BuiltFrom) {
  const identity = identityOf(from);
  const claims = {
    buildSignerUri: identity,
    buildSignerDigest: from.commit,
    sourceRepositoryUri: repository,
    sourceRepositoryDigest: from.commit,
    sourceRepositoryRef: from.ref,
    sourceRepositoryOwnerUri: "https://github.com/acme",
    buildConfigUri: identity,
    buildConfigDigest: from.commit,
    buildTrigger: "pull_request",
  };
  return { identity, claims };
}
