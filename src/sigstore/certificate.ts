import { X509Certificate as OpenSslCertificate } from "node:crypto";
import { type ASN1Obj, EXTENSION_OID_SCT, X509Certificate } from "@sigstore/core";
import type { CertificateClaims } from "../core/attestation.ts";
import { claimsOf } from "./claims.ts";
import { bufferOf, organisationOf, parseDer, plainText, utf8StringOf } from "./der.ts";

/** A signing certificate whose form holds. Who issued it has not been verified. */
export interface LeafCertificate {
  readonly certificate: X509Certificate;
  readonly issuerOrganisation: string | undefined;
  /** The one subject alternative name. */
  readonly identity: string;
  readonly claims: CertificateClaims;
  readonly hasPromise: boolean;
}

const keyUsage = "2.5.29.15";
const subjectAlternativeName = "2.5.29.17";
const basicConstraints = "2.5.29.19";
const extendedKeyUsage = "2.5.29.37";
const codeSigning = "1.3.6.1.5.5.7.3.3";
/** Critical extensions that are understood here. */
const understood: ReadonlySet<string> = new Set([keyUsage, subjectAlternativeName, basicConstraints, extendedKeyUsage]);

/** Reads a leaf certificate (RFC 5280) strictly; throws with what is wrong. */
export function leafCertificateOf(bytes: Uint8Array): LeafCertificate {
  const root = parseDer(bytes);
  holdOutside(root, bytes);
  const certificate = new X509Certificate(root);
  const issuer = certificate.tbsCertificate.subs[3];
  if (issuer === undefined) throw new Error("it names no issuer");
  const extensions = extensionsOf(certificate);
  holdUsage(certificate, extensions);
  return {
    certificate,
    issuerOrganisation: organisationOf(issuer),
    identity: identityOf(extensions.get(subjectAlternativeName)),
    claims: claimsOf(extensions),
    hasPromise: extensions.has(EXTENSION_OID_SCT),
  };
}

const [bitString, sequence] = [0x03, 0x30];

/** Holds what no signature covers: all that is around the signed body. */
function holdOutside({ tag, subs }: ASN1Obj, bytes: Uint8Array): void {
  const [body, algorithm, signature] = subs;
  if (tag.toDER() !== sequence || subs.length !== 3) throw new Error("it is no certificate");
  if (algorithm?.toDER().equals(body?.subs[2]?.toDER() ?? Buffer.alloc(0)) !== true) {
    throw new Error("its two names of the algorithm differ");
  }
  if (signature?.tag.toDER() !== bitString || signature.value[0] !== 0)
    throw new Error("its signature is not of whole bytes");
  // A second opinion on the structure: OpenSSL takes nothing that is not a certificate.
  if (!new OpenSslCertificate(bytes).raw.equals(bytes)) throw new Error("it is not canonical DER");
}

/** The value of every extension, which each may be there once. */
function extensionsOf(certificate: X509Certificate): Map<string, Uint8Array> {
  const values = new Map<string, Uint8Array>();
  for (const extension of certificate.extensions) {
    const [name, second] = extension.subs;
    const oid = name?.toOID() ?? "";
    const value = extension.subs.at(-1)?.value;
    if (values.has(oid) || value === undefined) throw new Error(`its extension ${oid} is not there exactly once`);
    const critical = extension.subs.length === 3 && second?.toBoolean() === true;
    if (critical && !understood.has(oid)) throw new Error(`its critical extension ${oid} is not understood`);
    values.set(oid, value);
  }
  return values;
}

/** A certificate that may issue others or is not for signing code, says nothing about a build. */
function holdUsage(certificate: X509Certificate, extensions: ReadonlyMap<string, Uint8Array>): void {
  if (certificate.extBasicConstraints?.isCA === true) throw new Error("it is an authority's own certificate");
  if (certificate.extKeyUsage?.digitalSignature !== true) throw new Error("its key is not for signatures");
  const usage = extensions.get(extendedKeyUsage);
  const purposes = usage === undefined ? [] : parseDer(usage).subs.map((purpose) => purpose.toOID());
  if (!purposes.includes(codeSigning)) throw new Error("it is not for signing code");
}

/** Kinds of general names. Source: RFC 5280, section 4.2.1.6. */
const [otherName, emailAddress, uri] = [0, 1, 6];
const fulcioUserName = "1.3.6.1.4.1.57264.1.7";

function identityOf(extension: Uint8Array | undefined): string {
  const names = extension === undefined ? [] : parseDer(extension).subs;
  const [name] = names;
  if (name === undefined || names.length !== 1) {
    throw new Error(`it must have exactly one subject alternative name, and has ${names.length}`);
  }
  if (name.tag.isContextSpecific(emailAddress) || name.tag.isContextSpecific(uri)) return filled(plainText(name.value));
  const [kind, value] = name.subs;
  const text = value?.subs[0];
  if (!name.tag.isContextSpecific(otherName) || kind?.toOID() !== fulcioUserName || text === undefined) {
    throw new Error("its subject alternative name is neither a URI nor an e-mail address nor a user's name");
  }
  return filled(utf8StringOf(bufferOf(text.toDER())));
}

function filled(identity: string): string {
  if (identity === "") throw new Error("its subject alternative name is empty");
  return identity;
}
