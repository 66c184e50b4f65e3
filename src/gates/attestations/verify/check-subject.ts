import type { Signed } from "../../../core/attestation.ts";
import { countOf } from "../../../core/count-of.ts";
import {
  digestLengths,
  type InTotoStatement,
  readStatement,
  type StatementSubject,
} from "../../../formats/attestations/statement.ts";
import { failed, passed, type StepResult } from "./steps.ts";

/** The digests of an artifact's bytes as we have read them, lower-case hex by algorithm, and what people call it. */
export interface ArtifactUnderTest {
  readonly name: string;
  readonly digests: ReadonlyMap<string, string>;
}

/** What the envelope holds; no statement at all where the artifact itself was signed. */
export function checkStatement(signed: Signed): { readonly result: StepResult; readonly statement?: InTotoStatement } {
  if (signed.kind === "artifact") {
    return { result: { outcome: "not-asked", detail: "The artifact itself is signed; nothing is stated about it." } };
  }
  const read = readStatement(signed.payloadType, signed.payload);
  if (read.kind === "refused") return { result: failed("bad-statement", read.because) };
  const { statement } = read;
  const what = `An in-toto statement (${statement.type}) about ${countOf(statement.subjects.length, "subject")}: ${statement.predicateType}.`;
  return { result: passed(what), statement };
}

/** Subjects are matched by digest alone: one has to have ours, and none may have one of ours and another that is not. */
export function checkSubject(statement: InTotoStatement | undefined, artifact: ArtifactUnderTest): StepResult {
  if (statement === undefined) return passed(`The signature is of ${artifact.name} itself.`);
  const agreements = statement.subjects.map((subject) => agreementOf(subject, artifact));
  const torn = agreements.indexOf("both");
  if (torn !== -1) {
    const detail = `Of ${subjectName(statement.subjects[torn])} one digest is that of ${artifact.name} and another is not. No file has both: the statement is wrong, or made to mislead.`;
    return failed("subject-mismatch", detail);
  }
  const match = agreements.indexOf("agrees");
  if (match !== -1) {
    return passed(`${artifact.name} is subject ${match + 1} of ${statement.subjects.length}: ${ourDigest(artifact)}.`);
  }
  const shown = statement.subjects.slice(0, maxShown).map(subjectText).join("; ");
  const more = statement.subjects.length > maxShown ? `; and ${statement.subjects.length - maxShown} more` : "";
  const ours =
    artifact.name === ourDigest(artifact) ? "Attested" : `${artifact.name} has ${ourDigest(artifact)}; attested`;
  if (agreements.every((agreement) => agreement === "neither")) {
    const known = [...artifact.digests.keys()].join(" or ");
    const detail = `The attestation has no ${known} to compare. ${ours} is ${shown}${more}. Give the file itself, or attest it by its SHA-256.`;
    return failed("subject-mismatch", detail);
  }
  const detail = `The attestation covers other files. ${ours} is ${shown}${more}. Attest the very file that is used, and do not pack it again afterwards.`;
  return failed("subject-mismatch", detail);
}

const maxShown = 3;

function agreementOf(
  { digests }: StatementSubject,
  artifact: ArtifactUnderTest,
): "agrees" | "differs" | "both" | "neither" {
  const shared = [...artifact.digests].filter(([algorithm]) => digests.has(algorithm));
  const equal = shared.filter(([algorithm, value]) => digests.get(algorithm) === value).length;
  if (shared.length === 0) return "neither";
  if (equal === 0) return "differs";
  return equal === shared.length ? "agrees" : "both";
}

function ourDigest({ digests }: ArtifactUnderTest): string {
  const [first] = digests;
  return first === undefined ? "no digest" : `${first[0]}:${first[1]}`;
}

function subjectText(subject: StatementSubject): string {
  const known = [...subject.digests].find(([algorithm]) => digestLengths.has(algorithm));
  const [algorithm, value] = known ?? ["no digest", "that counts"];
  return `${subjectName(subject)} ${algorithm}:${value.slice(0, 16)}…`;
}

function subjectName(subject: StatementSubject | undefined): string {
  return subject?.name === undefined || subject.name === "" ? "a subject without a name" : subject.name.slice(0, 200);
}
