import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { wantedUpload } from "../../src/app/evidence/choose-uploads.ts";
import { commitLimits } from "../../src/app/evidence/commit-limits.ts";
import { openDatabase } from "../../src/database/database.ts";
import { coverageReports } from "../../src/formats/coverage/stored-report.ts";
import { createEvidenceStore } from "../../src/store/evidence.ts";
import { readerName } from "../../src/workers/report-readers.ts";
import { type Written, zipOf } from "../archives/zip-bytes.ts";
import { lcov } from "../gates/coverage/support.ts";
import { type CoverageStory, openCoverageStory } from "./support/coverage-story.ts";
import { ci, textOf } from "./support/gate-story.ts";

/** Pull requests of one repository, one a case: each has reports of its own. */
let story: CoverageStory;
beforeAll(async () => {
  story = await openCoverageStory(settings);
});
afterAll(() => story.world[Symbol.asyncDispose]());

let pulls = 0;
/** A pull request with a head of its own, and the first run of its workflow. */
async function begin() {
  pulls += 1;
  const branch = `change-${pulls}`;
  const { headSha } = await story.world.openPull(branch, { ...change, "docs/case.md": `${pulls}\n` });
  return { headSha, startRun: () => story.run(headSha, {}, { branch }) };
}

const settings = { reports: [{ flag: "unit", artifact: "coverage", path: "**/lcov.info" }], modules: { "core/": 75 } };
const change = { "core/a.py": "one()\ntwo()\nthree()\n" };
const content = lcov({ "core/a.py": "1:1 2:1 3:1" });
const good = zipOf([{ name: "lcov.info", content }]);

const cobertura = `<?xml version="1.0"?>
<coverage><packages><package><classes><class filename="core/a.py"><lines><line number="1" hits="1"/>`;

const entry = (more: Partial<Written>): Uint8Array => zipOf([{ name: "lcov.info", content, ...more }]);

/** What is uploaded, and words of the answer. More archives and reports that are refused are in the tests of their readers. */
const bad: readonly (readonly [what: string, zip: Uint8Array, words: RegExp])[] = [
  ["a zip bomb", entry({ content: Buffer.alloc(50_000_000) }), /unpacks to more than 200 times its size/],
  [
    "an entry that says it is small",
    entry({ content: `${content}${"\n".repeat(5_000_000)}`, size: 100 }),
    /expected 100/,
  ],
  ["a name that leads out of the zip", entry({ name: "../lcov.info" }), /leads out of the archive/],
  ["no zip at all", Buffer.from("this is no zip"), /is no zip archive/],
  ["an empty zip", zipOf([]), /It is empty/],
  ["a zip without the report", entry({ name: "other.txt" }), /No file in it matches \*\*\/lcov\.info/],
  ["an empty report", entry({ content: "" }), /The report is empty/],
  ["a truncated report", entry({ content: content.replace("end_of_record\n", "") }), /ends inside a section/],
  ["a truncated report in XML", entry({ content: cobertura }), /ends inside the document/],
  [
    "a report in the wrong encoding",
    entry({ content: Buffer.from(`\ufeff${content}`, "utf16le").subarray(0, -1) }),
    /ends inside a character/,
  ],
  ["two reports in one file", entry({ content: `${content}${cobertura}` }), /there is no record/],
  ["something else", entry({ content: "<html><body>Sign in</body></html>" }), /no coverage format begins with/],
];

describe("an upload that cannot be read", () => {
  it.each(bad)("proves nothing and says why, until a good one comes: %s", async (_what, zip, words) => {
    const { headSha, startRun } = await begin();
    const run = await startRun();
    await run.uploadArtifact("coverage", zip);
    await run.complete("success");
    const said = textOf(await story.says(headSha, "failure"));
    expect(said).toMatch(/unproven/i);
    expect(said).toMatch(words);
    await run.rerun();
    await run.uploadArtifact("coverage", good);
    await run.complete("success");
    expect(textOf(await story.says(headSha, "success"))).toContain("3 of 3 by line");
  });
});

/** As if so many files had been read out of this artifact. */
async function saveFiles(headSha: string, artifactId: number, count: number): Promise<void> {
  const { repository, installationId, settings: server } = story.world;
  const database = await openDatabase(server.database);
  const requests = settings.reports.map((report) => ({ ...report, entry: report.flag, workflow: undefined }));
  const upload = wantedUpload({ workflow: ci, artifact: "coverage", branch: "" }, requests)?.upload ?? "";
  const about = { installationId, repositoryId: repository.id, commit: headSha, reader: readerName(coverageReports) };
  const run = {
    workflow: ci,
    artifact: "coverage",
    runId: 1,
    attempt: 1,
    event: "pull_request",
    createdAt: 0,
    fork: false,
  };
  const reading = coverageReports.open();
  reading.push(Buffer.from(content));
  const text = coverageReports.encode(reading.end());
  const files = Array.from({ length: count }, (_, index) => ({
    path: `${index}/lcov.info`,
    origin: JSON.stringify(run),
    trusted: false,
    content: { kind: "text", text } as const,
  }));
  try {
    const saved = { ...about, upload, artifactId, attempt: 1, savedAt: Date.now() };
    await createEvidenceStore(database).saveUpload(saved, files);
  } finally {
    await database.close();
  }
}

describe("reports that are more together than is judged", () => {
  it.each([
    [commitLimits.maxFiles, "success", "3 of 3 by line"],
    [commitLimits.maxFiles + 1, "failure", "The reports of this commit that are asked for are 5,001 files of"],
  ])("prove nothing, and no part of them counts: %i files end in %s", async (count, conclusion, words) => {
    const { headSha, startRun } = await begin();
    const run = await startRun();
    const { id } = await run.uploadArtifact("coverage", good);
    await saveFiles(headSha, id, count);
    await run.complete("success");
    expect(textOf(await story.says(headSha, conclusion))).toContain(words);
  });
});

describe("an artifact that has expired", () => {
  it.each(["in the listing", "when it is downloaded"])(
    "is told so, until the workflow runs again: %s",
    async (where) => {
      const { github, repository } = story.world;
      const { headSha, startRun } = await begin();
      const run = await startRun();
      const { id } = await run.uploadArtifact("coverage", good);
      if (where === "in the listing") await github.expireArtifact(repository, id);
      else {
        const isDownload = ({ path }: { readonly path: string }) => path.includes(`/artifacts/${id}/zip`);
        github.faults.respondWith(isDownload, { status: 410, body: { message: "Artifact has expired" } }, 100);
      }
      await run.complete("success");
      const said = textOf(await story.says(headSha, "failure"));
      expect(said).toContain("unit (artifact coverage): It has expired. Run the workflow again.");
      await run.rerun();
      await run.uploadArtifact("coverage", good);
      await run.complete("success");
      await story.says(headSha, "success");
    },
  );

  it("is no trouble once it was read", async () => {
    const { github, repository } = story.world;
    const { headSha, startRun } = await begin();
    const run = await startRun();
    const { id } = await run.uploadArtifact("coverage", good);
    await run.complete("success");
    const { id: checkRunId } = await story.says(headSha, "success");
    await github.expireArtifact(repository, id);
    await github.rerequestCheckRun(repository, checkRunId);
    await story.says(headSha, "success");
  });
});

describe("GitHub's own trouble", () => {
  it.each(["/artifacts?", "/actions/runs?", "/zip"])("is tried again, and never a verdict: %s", async (path) => {
    const { headSha, startRun } = await begin();
    await story.writes(headSha, "Missing: unit");
    const isMeant = (request: { readonly path: string }) => request.path.includes(path);
    story.world.github.faults.respondWith(isMeant, { status: 503, body: { message: "Service unavailable" } }, 2);
    const run = await startRun();
    await run.uploadArtifact("coverage", good);
    await run.complete("success");
    await story.says(headSha, "success");
    const conclusions = story.world.github.allCheckRunsOf(story.world.repository, headSha).map((one) => one.conclusion);
    expect(conclusions).not.toContain("failure");
  });
});
