import type { Signer, TrustedTime } from "../../core/attestation.ts";
import { countOf } from "../../core/count-of.ts";
import { firstRows } from "../../core/report-table.ts";
import type { Table } from "../../core/verdict.ts";
import type { RegisteredKey } from "../../formats/attestations/key-registry.ts";
import type { JudgedCommits } from "./judge-commits.ts";
import type { JudgedArtifact, JudgedModule } from "./judge-modules.ts";
import { ageInDays } from "./keys/states.ts";
import type { AttestationFacts } from "./model.ts";

const signs = { verified: "✓", invalid: "✗", missing: "–", unknown: "?" } as const;

const columns = ["", "module", "artifact", "sha256", "signer", "source", "level", "key age", "verdict", "bundle"];

/** A row for each artifact of each module, with all that a verdict rests on. */
export function moduleTable(modules: readonly JudgedModule[], { keys }: AttestationFacts): Table {
  const rows = modules.flatMap(({ facts, standing, artifacts }) =>
    artifacts.length === 0
      ? [[signs[standing], facts.name, "–", "", "", "", "", "", lackText(standing), ""]]
      : artifacts.map((judged) => row(facts.name, judged, keys)),
  );
  return firstRows({ title: "Modules", columns, rows });
}

function lackText(standing: JudgedModule["standing"]): string {
  return standing === "unknown" ? "could not be looked at" : "nothing was built";
}

function row(name: string, { artifact, standing, best }: JudgedArtifact, keys: readonly RegisteredKey[]) {
  const attested = best?.verdict.attested;
  return [
    signs[standing],
    name,
    artifact.path,
    short(artifact.digests.get("sha256")),
    attested === undefined ? "" : signerText(attested.signer),
    best === undefined || attested === undefined ? "" : sourceColumn(best.verdict.steps, attested.source),
    best?.verdict.outcome === "passed" ? `L${attested?.level.level ?? 0}: ${attested?.level.because ?? ""}` : "",
    attested === undefined ? "" : keyAge(attested.signer, attested.times, keys),
    verdictText(standing, best),
    best === undefined ? "" : `sha256:${best.verdict.bundleSha256}`,
  ];
}

function signerText(signer: Signer): string {
  return signer.kind === "key" ? `key ${signer.id}` : signer.identity.replace(/^https:\/\/github\.com\//, "");
}

/** Nothing was compared with a source that is not asked for, so that none is shown as if it were. */
function sourceColumn(
  steps: NonNullable<JudgedArtifact["best"]>["verdict"]["steps"],
  source: Parameters<typeof sourceText>[0],
): string {
  const isAsked = steps.find(({ step }) => step === "source")?.outcome !== "not-asked";
  return isAsked ? sourceText(source) : "source not asked";
}

function sourceText({
  repository,
  ref,
  commit,
}: {
  repository: string | undefined;
  ref: string | undefined;
  commit: string | undefined;
}): string {
  const name = repository?.replace(/^https:\/\/github\.com\//, "");
  return [name, ref, commit?.slice(0, 12)].filter((part) => part !== undefined).join(" ");
}

/** How old the key was when it signed. A certificate lives for minutes. */
function keyAge(signer: Signer, times: readonly TrustedTime[], keys: readonly RegisteredKey[]): string {
  const key = signer.kind === "key" ? keys.find(({ id }) => id === signer.id) : undefined;
  const [first] = times;
  return key === undefined || first === undefined ? "" : countOf(Math.max(0, ageInDays(key, first.at)), "day");
}

function verdictText(standing: JudgedArtifact["standing"], best: JudgedArtifact["best"]): string {
  const step = best?.verdict.stopped?.step;
  switch (standing) {
    case "verified":
      return "verified";
    case "missing":
      return "nothing attests it";
    case "invalid":
      return `wrong: ${best?.bundle.unsigned === true ? "unsigned" : step}`;
    case "unknown":
      return step === undefined ? "could not be looked at" : `not checked: ${step}`;
  }
}

function short(digest = ""): string {
  return `${digest.slice(0, 16)}…`;
}

export function commitTable(commits: JudgedCommits | undefined): readonly Table[] {
  if (commits === undefined) return [];
  const flawed = new Set(commits.flaws.map(({ commit }) => commit));
  const rows = commits.all.map((commit) => [
    flawed.has(commit) ? "✗" : commit.reason === "valid" ? "✓" : "?",
    commit.commit.slice(0, 12),
    commit.kind,
    commit.login ?? "",
    commit.reason,
  ]);
  return [firstRows({ title: "Commits", columns: ["", "commit", "signed with", "committer", "GitHub says"], rows })];
}

/** How old the roots are that certificates were judged by. */
export function rootTable({ rootAges }: AttestationFacts): readonly Table[] {
  const rows = [...rootAges].map(([domain, age]) => [domain, age === undefined ? "not known" : countOf(age, "day")]);
  return rows.length === 0 ? [] : [{ title: "Roots of trust", columns: ["domain", "age"], rows }];
}
