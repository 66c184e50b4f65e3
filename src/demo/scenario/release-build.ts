import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import type { Files } from "./platform.ts";
import type { ReleaseKey } from "./release-key.ts";

/** The artifact that what is built is uploaded as. */
export const buildArtifact = "dist";
const file = "core.zip";

export interface Build {
  readonly files: Files;
  /** Such as `https://github.com/acme/platform`. */
  readonly repository: string;
  readonly ref: string;
  readonly commit: string;
  /** Undefined where the workflow is of a fork and has no key. */
  readonly key: ReleaseKey | undefined;
  /** It is packed once more after it was attested. */
  readonly repacked: boolean;
}

/** The zip that the workflow uploads: the lane `core` packed, and beside it what attests that. */
export async function buildZip(build: Build): Promise<Uint8Array> {
  const built = await packed(build.files, "");
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(build.repacked ? await packed(build.files, "# packed again\n") : built), file);
  if (build.key !== undefined) {
    zip.addBuffer(Buffer.from(build.key.attest(statementOf(built, build), new Date())), `${file}.sigstore.json`);
  }
  zip.end();
  return buffer(zip.outputStream);
}

function packed(files: Files, note: string): Promise<Uint8Array> {
  const zip = new ZipFile();
  // The same bytes whenever it is packed.
  const mtime = new Date(2027, 0, 1);
  for (const [path, text] of Object.entries(files)) {
    if (path.startsWith("core/")) zip.addBuffer(Buffer.from(note + text), path, { mtime });
  }
  zip.end();
  return buffer(zip.outputStream);
}

/** SLSA provenance v1, as the platform's own workflow writes it. */
function statementOf(built: Uint8Array, { repository, ref, commit }: Build): object {
  const source = { uri: `git+${repository}@${ref}`, digest: { gitCommit: commit } };
  return {
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: file, digest: { sha256: createHash("sha256").update(built).digest("hex") } }],
    predicateType: "https://slsa.dev/provenance/v1",
    predicate: {
      buildDefinition: {
        buildType: "https://acme.example/build/v1",
        externalParameters: { source },
        resolvedDependencies: [source],
      },
      runDetails: { builder: { id: "https://acme.example/builder" } },
    },
  };
}
