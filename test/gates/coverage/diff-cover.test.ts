import { describe, expect, it } from "@jest/globals";
import { derivations } from "../../../src/engine/derivations.ts";
import { coverage } from "../../../src/gates/coverage/gate.ts";
import { openClone } from "../../../src/git/clone.ts";
import { openRepositorySource } from "../../../src/git/source.ts";
import { memoryEvidence } from "../../../src/memory/evidence.ts";
import { attestationSource } from "../../support/attestation-source.ts";
import { createGitRepository } from "../../support/git-repository.ts";
import { type DiffCase, plainCases, widerCases } from "./diff-cover-cases.ts";
import { differences } from "./diff-cover-differences.ts";

/**
 * The numbers of diff-cover 7.4.0, as Debian has it: in a clone with the head checked out and a report in LCOV by each of
 * `reports`, `diff-cover --compare-branch main <reports>`, and of each file the measured lines that the diff has.
 */
describe("covered changed lines", () => {
  it.each([...plainCases, ...widerCases])("are those of diff-cover: $name", async (one) => {
    expect(await countedIn(one)).toEqual(one.diffCover);
  });

  it.each(differences)("differ from diff-cover's: $name", async (one) => {
    const { diffCover, ours } = one;
    expect(ours).not.toEqual(diffCover);
    expect(await countedIn(one)).toEqual(ours);
  });

  it("are none, and not 100 %, where no changed line is measured", async () => {
    const change = { "a.py": "x()\n\n# why\n" };
    const nothing = { name: "", base: { "a.py": "x()\n" }, change, reports: [{ "a.py": "DA:1,1" }], diffCover: {} };
    const ruling = await rulingOf(nothing);
    expect(tableOf(ruling)).toBeUndefined();
    expect(ruling.summary).toBe("100.00 % covered (1 of 1 by line): every rule is kept.");
  });
});

/** Nothing is derived here. */
const forgetful = { read: async () => new Map<string, string>(), write: async () => undefined };

/** `covered/total` of each file with a changed line that is measured. */
async function countedIn(one: DiffCase): Promise<Readonly<Record<string, string>>> {
  const rows = tableOf(await rulingOf(one))?.rows ?? [];
  return Object.fromEntries(rows.map(([path = "", covered = ""]) => [path, /\((.*)\)/.exec(covered)?.[1] ?? ""]));
}

async function rulingOf({ base, change, meanwhile, reports }: DiffCase) {
  using work = createGitRepository();
  const mergeBase = work.commit("main", base);
  const head = work.commit("change", change, { from: "main" });
  if (meanwhile !== undefined) work.commit("main", meanwhile);
  const git = await openClone(work.directory);
  expect(await git.mergeBase(await git.resolve("main"), head)).toEqual({ kind: "found", sha: mergeBase });
  const artifacts = reports.map((files, index) => ({
    artifact: `cov-${index}`,
    path: "lcov.info",
    text: lcovOf(files),
  }));
  const settings = coverage.settings.parse({
    reports: artifacts.map(({ artifact, path }) => ({ artifact, path })),
    "changed-lines": 0,
    "max-unresolved": 100,
  });
  const judged = await coverage.run(settings, {
    subject: { kind: "local", baseRef: "main", headRef: "change" },
    repository: openRepositorySource(git, { mergeBase, head, deriving: derivations(forgetful) }),
    evidence: memoryEvidence({ head: artifacts }),
    attestations: attestationSource(),
    today: "2027-01-31",
    now: Date.parse("2027-01-31"),
  });
  if (judged.kind !== "ruling") throw new Error(judged.because);
  return judged.ruling;
}

function tableOf({ tables = [] }: Awaited<ReturnType<typeof rulingOf>>) {
  return tables.find(({ title }) => title === "Changed lines");
}

function lcovOf(files: DiffCase["reports"][number]): string {
  return Object.entries(files)
    .map(([path, records]) => `TN:\nSF:${path}\n${records}\nend_of_record\n`)
    .join("");
}
