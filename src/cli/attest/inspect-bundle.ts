import { X509Certificate } from "node:crypto";
import type { Bundle, Envelope } from "../../formats/attestations/model.ts";
import { readProvenance } from "../../formats/attestations/provenance.ts";
import { readBundle } from "../../formats/attestations/read-bundle.ts";
import { readStatement } from "../../formats/attestations/statement.ts";
import type { InspectedBundle } from "./inspect-output.ts";

const nothing: InspectedBundle = {
  refused: null,
  form: null,
  signedBy: null,
  issuer: null,
  logEntries: 0,
  timestamps: 0,
  payloadType: null,
  predicateType: null,
  subjects: [],
  builder: null,
  buildType: null,
  source: { repository: null, ref: null, commit: null },
};

/** What one bundle or envelope says, without any proof. */
export function inspectBundle(bytes: Uint8Array): InspectedBundle {
  const read = readBundle(bytes);
  if (read.kind === "refused") return { ...nothing, refused: read.because };
  const { value } = read;
  if (value.kind === "envelope")
    return { ...nothing, form: "envelope", signedBy: hintText(value.keyId), ...said(value) };
  const { version, signer, entries, timestamps, content } = value;
  return {
    ...nothing,
    form: `bundle ${version}`,
    ...signedBy(signer),
    logEntries: entries.length,
    timestamps: timestamps.length,
    ...(content.kind === "envelope" ? said(content) : ofMessage(content)),
  };
}

function ofMessage({ digest }: Extract<Bundle["content"], { kind: "message" }>): Pick<InspectedBundle, "subjects"> {
  const hex = Buffer.from(digest.bytes).toString("hex");
  return { subjects: [{ name: null, digests: { [digest.algorithm]: hex } }] };
}

function signedBy(signer: Bundle["signer"]): Pick<InspectedBundle, "signedBy" | "issuer"> {
  if (signer.kind === "key") return { signedBy: hintText(signer.hint), issuer: null };
  try {
    const { subjectAltName, issuer } = new X509Certificate(Buffer.from(signer.leaf));
    return { signedBy: subjectAltName ?? null, issuer };
  } catch {
    // Node throws for what is no certificate.
    return { signedBy: "a certificate that cannot be read", issuer: null };
  }
}

function hintText(hint: string): string {
  return hint === "" ? "a key without a hint" : `a key with the hint ${hint}`;
}

function said({ payloadType, payload }: Envelope): Partial<InspectedBundle> {
  const read = readStatement(payloadType, payload);
  if (read.kind === "refused") return { payloadType };
  const { statement } = read;
  const provenance = readProvenance(statement);
  const { builderId, buildType, repository, ref, commit } =
    provenance.kind === "provenance" ? provenance.provenance : noProvenance;
  return {
    payloadType,
    predicateType: statement.predicateType,
    subjects: statement.subjects.map(({ name, digests }) => ({
      name: name ?? null,
      digests: Object.fromEntries(digests),
    })),
    builder: builderId ?? null,
    buildType: buildType ?? null,
    source: { repository: repository ?? null, ref: ref ?? null, commit: commit ?? null },
  };
}

const noProvenance = {
  builderId: undefined,
  buildType: undefined,
  repository: undefined,
  ref: undefined,
  commit: undefined,
};
