import { join } from "node:path";
import type { AttestationServices } from "../../../src/app/attestations/server-attestations.ts";
import { serverAttestations } from "../../../src/app/attestations/server-attestations.ts";
import { fetchRefs } from "../../../src/app/fetch-refs.ts";
import type { AttestationSource } from "../../../src/core/attestation.ts";
import type { Subject } from "../../../src/core/subject.ts";
import { settingsFor } from "../../../src/demo/demo-settings.ts";
import { openMirrors } from "../../../src/git/mirrors.ts";
import { openPull, openWorld, type TestWorld } from "../../demo/github/world.ts";
import { attestationSource } from "../../support/attestation-source.ts";
import { probotOf } from "../../support/octokit.ts";

/** A stand-in GitHub, and what the server asks it with. */
export interface AttestedWorld extends TestWorld {
  readonly services: AttestationServices;
  /** The source of a head that is in the repository under this ref, against the tip of main. */
  attestationsOf(subject: Subject, head: { readonly ref: string; readonly sha: string }): Promise<AttestationSource>;
}

export async function openAttestedWorld(options: Parameters<typeof openWorld>[0] = {}): Promise<AttestedWorld> {
  const world = await openWorld(options);
  const root = join(world.work.directory, "mirrors");
  const mirrors = openMirrors({ root, maxBytes: 1e9, fetchTimeoutMs: 60_000, allowedProtocols: ["http"] });
  const services: AttestationServices = {
    probot: probotOf(world),
    mirrors,
    settings: settingsFor(world.github, root),
    verifier: attestationSource().verifier,
  };
  const { installationId, repository } = world;
  return {
    ...world,
    services,
    async attestationsOf(subject, { ref, sha }) {
      const git = await fetchRefs(services, installationId, repository, [ref, "refs/heads/main"]);
      const [, base = ""] = git.commits;
      return serverAttestations(services, { installationId, repository, git, subject, headSha: sha, base });
    },
    async [Symbol.asyncDispose]() {
      mirrors.close();
      await world[Symbol.asyncDispose]();
    },
  };
}

/** The source of a new pull request, or of another head of one. */
export async function openAttestedPull(world: AttestedWorld) {
  const { number, sha } = await openPull(world);
  return { number, sha, source: await sourceOfPull(world, number, sha) };
}

export function sourceOfPull(world: AttestedWorld, number: number, sha: string): Promise<AttestationSource> {
  const names = { number, title: "topic", author: "ada", labels: [], baseRef: "main", headRef: "topic" };
  const subject = { kind: "pull-request", ...names, fromFork: false } as const;
  return world.attestationsOf(subject, { ref: `refs/pull/${number}/head`, sha });
}
