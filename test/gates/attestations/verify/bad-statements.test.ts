import { describe, it } from "@jest/globals";
import { digestsOf, provenanceV1, statementOf } from "../../../support/build-statements.ts";
import { signingWorld } from "../../../support/signing-world.ts";
import { type BadCase, builder, edited, fails, file, keyless, otherFile, signed, useAuthorities } from "./cases.ts";

useAuthorities();

const { sha256 } = digestsOf(file);
const ofSubject = (subject: unknown) => keyless(statementOf(file, { subject }));
const text = (written: string) => signed({ payload: new TextEncoder().encode(written) });
const twice = JSON.stringify(statementOf(otherFile)).replace(
  "{",
  `{"subject":${JSON.stringify([{ digest: { sha256 } }])},`,
);
const many = Array.from({ length: 1025 }, () => ({ digest: { sha256 } }));

const subjects: readonly BadCase[] = [
  [
    "a forged subject",
    keyless(statementOf(otherFile)),
    "subject-mismatch",
    /covers other files\. core\.whl has sha256:\w{64}; attested is core\.whl sha256:/,
  ],
  [
    "a digest in upper case",
    ofSubject([{ digest: { sha256: sha256.toUpperCase() } }]),
    "bad-statement",
    /lower-case hex/,
  ],
  [
    "a digest of the wrong length",
    ofSubject([{ digest: { sha256: sha256.slice(0, 62) } }]),
    "bad-statement",
    /has 62 characters and has to be 64/,
  ],
  [
    "one digest that agrees and one that does not",
    ofSubject([{ digest: { sha256, sha512: digestsOf(otherFile).sha512 } }]),
    "subject-mismatch",
    /No file has both/,
  ],
  ["zero subjects", ofSubject([]), "bad-statement", /names no subject/],
  ["a subject without a digest", ofSubject([{ name: "core.whl", digest: {} }]), "bad-statement", /has no digest/],
  [
    "a SHA-1 alone",
    ofSubject([{ digest: { sha1: "da39a3ee5e6b4b0d3255bfef95601890afd80709" } }]),
    "subject-mismatch",
    /no digest/,
  ],
  ["more subjects than GitHub ever attests", ofSubject(many), "bad-statement", /more than 1024/],
  ["a signature of another file itself", signed({ artifact: otherFile }), "bad-signature"],
];

const statements: readonly BadCase[] = [
  [
    "another type of statement",
    keyless(statementOf(file, { type: "https://in-toto.io/Statement/v2" })),
    "bad-statement",
    /_type/,
  ],
  [
    "another type of payload",
    signed({ statement: statementOf(file), payloadType: "application/json" }),
    "bad-statement",
    /application\/vnd\.in-toto\+json/,
  ],
  [
    "a statement without a predicate's type",
    keyless({ ...statementOf(file), predicateType: undefined }),
    "bad-statement",
    /predicateType/,
  ],
  ["duplicate keys", text(twice), "bad-statement", /stands twice/],
  ["deep JSON", text(`${"[".repeat(10_000)}${"]".repeat(10_000)}`), "bad-statement", /nested more than/],
  ["bytes that are no text", signed({ payload: new Uint8Array([0xff, 0xfe]) }), "bad-statement", /not text in UTF-8/],
  [
    "provenance of a wrong shape",
    keyless(statementOf(file, { predicate: { runDetails: { builder: { id: 7 } } } })),
    "bad-statement",
    /The provenance cannot be read/,
  ],
  [
    "another predicate passed off as provenance",
    keyless(statementOf(file, { predicateType: "https://spdx.dev/Document" }), {
      predicateTypes: ["https://slsa.dev/provenance/v1"],
    }),
    "predicate-type-mismatch",
  ],
  [
    "a predicate's type that only begins well",
    keyless(statementOf(file, { predicateType: "https://slsa.dev/provenance/v1.1" }), {
      predicateTypes: ["https://slsa.dev/provenance/v1"],
    }),
    "predicate-type-mismatch",
  ],
  [
    "the file itself where a predicate is asked for",
    signed({ artifact: file }, { predicateTypes: ["https://slsa.dev/provenance/v1"] }),
    "predicate-type-mismatch",
    /the artifact itself is signed/,
  ],
];

const nobody = Buffer.from(JSON.stringify(statementOf(file))).toString("base64");
const envelope = { payloadType: "application/vnd.in-toto+json", payload: nobody, signatures: [] };
const otherRoot = async () => ({ ...(await keyless()()), root: (await signingWorld()).trustedRoot });
const given = (value: unknown) => async () => ({ ...(await keyless()()), bundle: Buffer.from(JSON.stringify(value)) });

const bundles: readonly BadCase[] = [
  ["a wrong root", otherRoot, "unchecked-signature"],
  [
    "a swapped certificate",
    edited(keyless(), /"certificate":\{"rawBytes":"[^"]+"\}/, '"certificate":{"rawBytes":"MAA="}'),
    "bad-signature",
  ],
  ["a stripped log entry", edited(keyless(), /"tlogEntries":\[.*?\}\]/, '"tlogEntries":[]'), "bad-signature"],
  [
    "another payload under the signature",
    edited(keyless(), /"payload":"[^"]+"/, `"payload":"${nobody.slice(0, -8)}AAAA"`),
    "bad-signature",
  ],
  ["an envelope that nobody has signed", given(envelope), "bad-signature"],
  ["a statement that nobody has signed", given(statementOf(file)), "bad-signature"],
  [
    "a builder in the text that has not signed",
    keyless(statementOf(file, { predicate: provenanceV1({ builder: `${builder}@refs/tags/v3` }) })),
    "provenance-conflict",
  ],
];

describe("an attestation does not pass with", () => {
  it.each([...subjects, ...statements, ...bundles])("%s", (_name, make, code, ...said) => fails(make, code, ...said));
});
