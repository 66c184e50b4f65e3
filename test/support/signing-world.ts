import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { type Bundle, bundleToJSON } from "@sigstore/bundle";
import { initializeCA, initializeCTLog, initializeTLog, initializeTSA } from "@sigstore/mock";
import { DSSEBundleBuilder, MessageSignatureBundleBuilder, type Signature, type Witness } from "@sigstore/sign";
import { z } from "zod";
import type { SigningKey } from "./signing-keys.ts";
import { trustedRootOf } from "./signing-root.ts";
import { type LogVersion, logWitness, timestampOf, timestampWitness } from "./signing-witnesses.ts";

/** What is signed: a statement (any JSON), the bytes of a payload, or an artifact itself. */
export type Content =
  | { readonly statement: unknown; readonly payloadType?: string }
  | { readonly payload: Uint8Array; readonly payloadType?: string }
  | { readonly artifact: Uint8Array };

/** Who vouches for the time and the existence of a signature. */
interface Witnesses {
  /** Default for keyless `v1`, for keys `none`. */
  readonly log?: LogVersion | "none";
  /** How many timestamps; by default none, but one where the log is `v2` or `none` and a certificate signs. */
  readonly timestamps?: number;
  /** Default `0.3`. */
  readonly version?: "0.1" | "0.2" | "0.3" | "0.3-old";
  /** When it is signed, in epoch milliseconds; by default `world.at`. Never before it: that is when the authorities began. */
  readonly at?: number;
}

export interface KeylessOptions extends Witnesses {
  /** The subject alternative name. */
  readonly identity?: string;
  /** Claims by their names; given ones replace those of `workflowClaims`, undefined leaves one out. */
  readonly claims?: Readonly<Partial<Record<keyof typeof fulcioClaims, string | undefined>>>;
  /** More extensions, as they are. `legacy` writes the value's bytes without DER around them. */
  readonly extensions?: readonly { readonly oid: string; readonly value: string; readonly legacy?: boolean }[];
  /** False leaves out the certificate transparency log's promise. */
  readonly sct?: boolean;
}

interface KeyOptions extends Witnesses {
  /** By default what cosign writes. */
  readonly hint?: string;
}

/** Authorities in this process, and bundles that they really sign. Nothing touches the network. */
export interface SigningWorld {
  /** Epoch milliseconds, a whole second: when everything is signed unless told otherwise. */
  readonly at: number;
  /** Of certificates whose issuer organisation is `sigstore.mock`. */
  readonly trustedRoot: Uint8Array;
  /** A bundle signed by a certificate, as JSON. */
  keyless(content: Content, options?: KeylessOptions): Promise<Uint8Array>;
  /** A bundle signed by a key, as cosign writes it. */
  keySigned(key: SigningKey, content: Content, options?: KeyOptions): Promise<Uint8Array>;
  /** The DER of a timestamp's answer over these bytes. */
  timestamp(bytes: Uint8Array, at?: number): Promise<Buffer>;
}

/** The extensions of Fulcio's certificates. Source: https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md */
const fulcioClaims = {
  issuer: "1.3.6.1.4.1.57264.1.8",
  buildSignerUri: "1.3.6.1.4.1.57264.1.9",
  buildSignerDigest: "1.3.6.1.4.1.57264.1.10",
  runnerEnvironment: "1.3.6.1.4.1.57264.1.11",
  sourceRepositoryUri: "1.3.6.1.4.1.57264.1.12",
  sourceRepositoryDigest: "1.3.6.1.4.1.57264.1.13",
  sourceRepositoryRef: "1.3.6.1.4.1.57264.1.14",
  sourceRepositoryId: "1.3.6.1.4.1.57264.1.15",
  sourceRepositoryOwnerUri: "1.3.6.1.4.1.57264.1.16",
  sourceRepositoryOwnerId: "1.3.6.1.4.1.57264.1.17",
  buildConfigUri: "1.3.6.1.4.1.57264.1.18",
  buildConfigDigest: "1.3.6.1.4.1.57264.1.19",
  buildTrigger: "1.3.6.1.4.1.57264.1.20",
  runInvocationUri: "1.3.6.1.4.1.57264.1.21",
} as const;

export const workflowCommit = "8c0d0c1b4b5e2f0a9d8e7c6b5a4938271605f4e3";
export const workflowIdentity = "https://github.com/acme/widgets/.github/workflows/release.yml@refs/heads/main";

/** What Fulcio writes for a workflow that a repository runs on its main branch. */
export const workflowClaims = {
  issuer: "https://token.actions.githubusercontent.com",
  buildSignerUri: workflowIdentity,
  buildSignerDigest: workflowCommit,
  runnerEnvironment: "github-hosted",
  sourceRepositoryUri: "https://github.com/acme/widgets",
  sourceRepositoryDigest: workflowCommit,
  sourceRepositoryRef: "refs/heads/main",
  sourceRepositoryId: "111",
  sourceRepositoryOwnerUri: "https://github.com/acme",
  sourceRepositoryOwnerId: "11",
  buildConfigUri: workflowIdentity,
  buildConfigDigest: workflowCommit,
  buildTrigger: "push",
  runInvocationUri: "https://github.com/acme/widgets/actions/runs/42/attempts/1",
} as const;

const statementType = "application/vnd.in-toto+json";

export async function signingWorld(): Promise<SigningWorld> {
  // The authorities read this very object again and again, so that setting it moves their time.
  const clock = new Date();
  const [caKeys, ctLog] = [ecKeys(), await initializeCTLog(ecKeys(), clock)];
  const ca = await initializeCA(caKeys, ctLog, clock);
  // The same key and name, so that one root stands for both.
  const caWithoutLog = await initializeCA(caKeys, undefined, clock);
  const log = await initializeTLog("https://rekor.mock.test", ecKeys(), clock);
  const tsa = await initializeTSA(ecKeys(), clock);
  // Their own certificates begin now, and only whole seconds are written.
  const at = Math.ceil(Date.now() / 1_000) * 1_000;

  function witnessesOf(options: Witnesses, usual: LogVersion | "none", hasCertificate: boolean): Witness[] {
    const version = options.log ?? usual;
    const timestamps = options.timestamps ?? (hasCertificate && version !== "v1" ? 1 : 0);
    const witnesses = version === "none" ? [] : [logWitness(log, version)];
    for (let index = 0; index < timestamps; index += 1) witnesses.push(timestampWitness(tsa));
    return witnesses;
  }

  return {
    at,
    trustedRoot: trustedRootOf({ ca, ctLog, log, tsa, from: at - 3_600_000 }),
    async keyless(content, options = {}) {
      clock.setTime(options.at ?? at);
      const keys = ecKeys();
      const certificate = await (options.sct === false ? caWithoutLog : ca).issueCertificate({
        publicKey: new Uint8Array(keys.publicKey.export({ type: "spki", format: "der" })),
        subjectAltName: options.identity ?? workflowIdentity,
        extensions: [...extensionsOf(options.claims ?? {}), ...(options.extensions ?? [])],
      });
      return create(content, options.version, witnessesOf(options, "v1", true), (bytes) => ({
        signature: sign("sha256", bytes, keys.privateKey),
        key: { $case: "x509Certificate", certificate: pemOf(certificate) },
      }));
    },
    async keySigned(key, content, options = {}) {
      clock.setTime(options.at ?? at);
      return create(content, options.version, witnessesOf(options, "none", false), (bytes) => ({
        signature: key.sign(bytes),
        key: { $case: "publicKey", publicKey: key.publicKey, hint: options.hint ?? key.hint },
      }));
    },
    async timestamp(bytes, moment = at) {
      clock.setTime(moment);
      return timestampOf(tsa, bytes);
    },
  };
}

async function create(
  content: Content,
  version: Witnesses["version"],
  witnesses: Witness[],
  signBytes: (bytes: Buffer) => Signature,
): Promise<Uint8Array> {
  const options = { signer: { sign: async (bytes: Buffer) => signBytes(bytes) }, witnesses };
  if ("artifact" in content) {
    return written(
      await new MessageSignatureBundleBuilder(options).create({ data: Buffer.from(content.artifact) }),
      version,
    );
  }
  const data = "payload" in content ? Buffer.from(content.payload) : Buffer.from(JSON.stringify(content.statement));
  const type = content.payloadType ?? statementType;
  return written(await new DSSEBundleBuilder(options).create({ data, type }), version);
}

const mediaTypes = {
  "0.1": "application/vnd.dev.sigstore.bundle+json;version=0.1",
  "0.2": "application/vnd.dev.sigstore.bundle+json;version=0.2",
  "0.3-old": "application/vnd.dev.sigstore.bundle+json;version=0.3",
  "0.3": "application/vnd.dev.sigstore.bundle.v0.3+json",
} as const;

/** Where a certificate stands depends on the version, which the builders do not let choose. */
function written(bundle: Bundle, version: Witnesses["version"] = "0.3"): Uint8Array {
  const { content } = bundle.verificationMaterial;
  const certificate =
    content.$case === "certificate"
      ? content.certificate
      : content.$case === "x509CertificateChain"
        ? content.x509CertificateChain.certificates[0]
        : undefined;
  const {
    mediaType: _,
    verificationMaterial,
    ...rest
  } = z
    .looseObject({
      verificationMaterial: z.record(z.string(), z.unknown()),
    })
    .parse(bundleToJSON(bundle));
  const { certificate: _single, x509CertificateChain: _chain, ...material } = verificationMaterial;
  const rawBytes = certificate?.rawBytes.toString("base64");
  const isOld = version === "0.1" || version === "0.2";
  const place = isOld ? { x509CertificateChain: { certificates: [{ rawBytes }] } } : { certificate: { rawBytes } };
  const placed = { ...(rawBytes === undefined ? {} : place), ...material };
  return Buffer.from(JSON.stringify({ mediaType: mediaTypes[version], verificationMaterial: placed, ...rest }));
}

function extensionsOf(claims: KeylessOptions["claims"]): { oid: string; value: string }[] {
  const named = Object.entries({ ...workflowClaims, ...claims });
  return named.flatMap(([name, value]) => {
    const oid = Object.entries(fulcioClaims).find(([known]) => known === name)?.[1];
    return oid === undefined || value === undefined ? [] : [{ oid, value }];
  });
}

function ecKeys(): { publicKey: KeyObject; privateKey: KeyObject } {
  return generateKeyPairSync("ec", { namedCurve: "prime256v1" });
}

function pemOf({ buffer, byteOffset, byteLength }: ArrayBufferView<ArrayBuffer>): string {
  const lines =
    Buffer.from(buffer, byteOffset, byteLength)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
