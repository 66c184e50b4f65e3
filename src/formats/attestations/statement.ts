import { z } from "zod";
import { MAX_BUNDLE_BYTES } from "./limits.ts";
import { quoted, reading } from "./refusal.ts";
import { parseStrictJson } from "./strict-json.ts";

/** The only payload type of an envelope that holds an in-toto statement. */
export const statementPayloadType = "application/vnd.in-toto+json";

const statementTypes = ["https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1"] as const;

/** GitHub attests so many subjects at once at most. */
export const maxSubjects = 1024;

/** Digests that are ever compared, by what in-toto calls them, with their lengths in hex digits. */
export const digestLengths: ReadonlyMap<string, number> = new Map([
  ["sha256", 64],
  ["sha384", 96],
  ["sha512", 128],
]);

/** Other algorithms are none of ours, and never compared. */
const Digest = z.record(z.string().min(1).max(100), z.string().min(1).max(1000)).superRefine((digest, context) => {
  for (const [algorithm, value] of Object.entries(digest)) {
    const length = digestLengths.get(algorithm);
    if (length === undefined || (value.length === length && /^[0-9a-f]+$/.test(value))) continue;
    const message = `has ${value.length} characters and has to be ${length} lower-case hex digits`;
    context.addIssue({ code: "custom", path: [algorithm], message });
  }
});

const Subject = z.looseObject({
  name: z.string().max(4096).optional(),
  digest: Digest.refine((digest) => Object.keys(digest).length > 0, { message: "has no digest" }),
});

const Statement = z.looseObject({
  _type: z.enum(statementTypes, { error: `has to be ${statementTypes.join(" or ")}` }),
  subject: z
    .array(Subject)
    .min(1, "names no subject, so it is about nothing")
    .max(maxSubjects, `names more than ${maxSubjects} subjects`),
  // An empty one says nothing and is never what somebody asks for, and some tools write it.
  predicateType: z.string().max(1000),
  predicate: z.looseObject({}).nullish(),
});

/** What a statement is about. Digests are full-length lower-case hex where we compare them. */
export interface StatementSubject {
  readonly name: string | undefined;
  readonly digests: ReadonlyMap<string, string>;
}

/** An in-toto statement: these subjects, and what is said of them. Who said it, the envelope around it tells. */
export interface InTotoStatement {
  readonly type: (typeof statementTypes)[number];
  readonly subjects: readonly StatementSubject[];
  readonly predicateType: string;
  readonly predicate: Readonly<Record<string, unknown>>;
}

export type ReadStatement =
  | { readonly kind: "statement"; readonly statement: InTotoStatement }
  | { readonly kind: "refused"; readonly because: string };

/** A bill of materials has some ten values for each component. */
const limits = { maxBytes: MAX_BUNDLE_BYTES, maxValues: 500_000 };

/** Reads the payload of an envelope, of either version of in-toto's statements. Never throws. */
export function readStatement(payloadType: string, payload: Uint8Array): ReadStatement {
  if (payloadType !== statementPayloadType) {
    return refused(`The payload is of the type ${quoted(payloadType)}, and has to be ${statementPayloadType}.`);
  }
  const json = reading(() => parseStrictJson(payload, limits));
  if (json.kind === "refused") return refused(`The statement cannot be read: ${json.because}`);
  const read = Statement.safeParse(json.value);
  if (!read.success) return refused(explain(read.error));
  const { _type, subject, predicateType, predicate } = read.data;
  const subjects = subject.map(({ name, digest }) => ({ name, digests: new Map(Object.entries(digest)) }));
  return { kind: "statement", statement: { type: _type, subjects, predicateType, predicate: predicate ?? {} } };
}

function refused(because: string): ReadStatement {
  return { kind: "refused", because };
}

/** The first thing that is wrong, with its place. */
function explain({ issues: [issue] }: z.ZodError): string {
  const place = issue === undefined || issue.path.length === 0 ? "It" : issue.path.map(String).join(".").slice(0, 200);
  return `This is no in-toto statement. ${place}: ${issue?.message ?? "cannot be read"}.`;
}
