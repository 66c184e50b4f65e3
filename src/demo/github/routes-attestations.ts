import { z } from "zod";
import { reachRepository } from "./access.ts";
import { type Attestation, readUpload, storeAttestation } from "./attestations.ts";
import { link, perPageOf } from "./pages-of.ts";
import { notFound } from "./refusal.ts";
import { type Call, permission, type Routes, repositoryName, type Services } from "./route.ts";
import type { Repository } from "./world.ts";

const Upload = z.object({ bundle: z.unknown() });
const Inline = z.record(z.string(), z.unknown());
/** Short words for predicate types, as GitHub's filter takes them. */
const predicates: Readonly<Record<string, RegExp>> = {
  provenance: /^https:\/\/slsa\.dev\/provenance\//,
  sbom: /^https:\/\/(?:spdx\.dev|cyclonedx\.org)\//,
  release: /^https:\/\/in-toto\.io\/attestation\/release\//,
};

/** Bundles by the digest of a subject, in pages with cursors. */
export const attestationRoutes: Routes = {
  "repos/list-attestations": {
    needs: permission("attestations", "read"),
    handle(call, services) {
      const repository = reach(call, services, "read");
      const digest = call.parameters["subject_digest"] ?? "";
      const all = [...repository.attestations.values()].filter(({ digests }) => digests.includes(digest)).toReversed();
      const wanted = all.filter((attestation) => isOfType(attestation, call.query.get("predicate_type")));
      if (wanted.length === 0) throw notFound();
      const { items, headers } = pageAfterCursor(call, wanted);
      const attestations = items.map((attestation) => attestationView(services, repository, attestation));
      return { status: 200, headers, body: { attestations } };
    },
  },
  "repos/create-attestation": {
    needs: permission("attestations", "write"),
    handle(call, services) {
      const repository = reach(call, services, "write");
      const { id } = storeAttestation(services.world, repository, readUpload(Upload.parse(call.body).bundle));
      return { status: 201, body: { id } };
    },
  },
};

function reach(call: Call, { world }: Services, level: "read" | "write"): Repository {
  return reachRepository(world, call.caller, repositoryName(call), level);
}

function isOfType({ predicateType }: Attestation, wanted: string | null): boolean {
  return wanted === null || predicateType === wanted || predicates[wanted]?.test(predicateType) === true;
}

/** The cursor is the id of the last one that was shown. */
function pageAfterCursor(call: Call, all: readonly Attestation[]) {
  const after = Number(call.query.get("after") ?? Number.POSITIVE_INFINITY);
  const rest = all.filter(({ id }) => id < after);
  const items = rest.slice(0, perPageOf(call));
  const last = items.at(-1);
  const more = last !== undefined && items.length < rest.length;
  return { items, headers: more ? { link: link(call, { after: String(last.id) }, "next") } : {} };
}

function attestationView({ storage }: Services, { id }: Repository, attestation: Attestation) {
  const { stored, initiator } = attestation;
  const about = { repository_id: id, initiator };
  if (attestation.shape === "address" || !(stored instanceof Uint8Array)) {
    return { ...about, bundle_url: storage.linkTo("attestations", attestation.id) };
  }
  return { ...about, bundle: Inline.parse(JSON.parse(Buffer.from(stored).toString("utf8"))) };
}
