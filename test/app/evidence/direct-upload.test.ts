import { describe, expect, it } from "@jest/globals";
import {
  directUploadName,
  directUploadOf,
  isAskedBy,
  newestDirectUploads,
} from "../../../src/app/evidence/direct-upload.ts";

const upload = { workflow: ".github/workflows/ci.yml", flag: "unit", name: "lcov.info", branch: "" };

describe("the name of an upload", () => {
  it.each([
    ["plain", upload],
    ["of the branch", { ...upload, branch: "main" }],
    ["with slashes, quotes and brackets", { ...upload, flag: 'a/"]', name: '["b","c"]' }],
    ["with line ends", { ...upload, flag: "a\nb", name: "c\nd" }],
  ])("says what it was made of: %s", (_what, made) => {
    expect(directUploadOf(directUploadName(made))).toEqual(made);
  });

  it("differs wherever the parts differ", () => {
    const made = [
      upload,
      { ...upload, flag: "unit/a" },
      { ...upload, name: "a/lcov.info" },
      { ...upload, flag: "a", name: "b/c" },
      { ...upload, flag: "a/b", name: "c" },
      { ...upload, workflow: "other.yml" },
      { ...upload, branch: "main" },
    ];
    expect(new Set(made.map(directUploadName)).size).toBe(made.length);
  });

  it("is never that of an artifact", () => {
    const { workflow } = upload;
    const artifacts = ["coverage", "upload", "branch-upload", "upload-unit", "upload:[1]", "upload:[", 'upload:["a"]'];
    for (const artifact of artifacts) expect(directUploadOf(`${workflow}\n${artifact}`)).toBeUndefined();
    // Source: the toolkit of GitHub Actions, which allows none of these in a name.
    const forbidden = /["<>:|*?\r\n\\/]/;
    for (const branch of ["main", ""]) {
      expect(directUploadName({ ...upload, branch }).split("\n")[1]).toMatch(forbidden);
    }
  });

  it("cannot be made by a workflow whose file has a line end in its name", () => {
    expect(directUploadOf('a.yml\nupload:["unit","x"]\nb.yml\ncoverage')).toBeUndefined();
  });
});

describe("uploads of several runs", () => {
  const row = (changed: Partial<typeof upload>, artifactId: number) => ({
    upload: directUploadName({ ...upload, ...changed }),
    artifactId,
  });

  it.each([
    ["the pull request's", 2, 1],
    ["the branch's", 1, 2],
  ])("count once, as the newest run has sent them: %s", (_whose, ofPull, ofBranch) => {
    const rows = [row({}, ofPull), row({ branch: "main" }, ofBranch), row({ name: "other" }, 1)];
    expect(newestDirectUploads(rows, new Set())).toEqual([ofPull > ofBranch ? rows[0] : rows[1], rows[2]]);
  });

  it("do not hold artifacts", () => {
    expect(newestDirectUploads([{ upload: "ci.yml\ncoverage", artifactId: 1 }], new Set())).toEqual([]);
  });

  it("of a run that was started anew do not count, whatever the newer one has sent", () => {
    const rows = [row({}, 1), row({ name: "other" }, 2)];
    expect(newestDirectUploads(rows, new Set([1]))).toEqual([rows[1]]);
  });
});

describe("a request", () => {
  const request = { flag: "unit", entry: "unit", workflow: undefined };
  const ofArtifacts = { ...request, artifact: "coverage", path: "**/coverage.xml" };
  const direct = { ...request, artifact: undefined };

  it.each([
    ["for artifacts, whose path says nothing of uploads", ofArtifacts, true],
    ["for uploads of any name", { ...direct, path: undefined }, true],
    ["for uploads of this name", { ...direct, path: "*.info" }, true],
    ["for uploads of another name", { ...direct, path: "*.xml" }, false],
    ["for another flag", { ...ofArtifacts, flag: "e2e" }, false],
    ["for this workflow", { ...ofArtifacts, workflow: upload.workflow }, true],
    ["for another workflow", { ...ofArtifacts, workflow: "e2e.yml" }, false],
  ])("%s is answered, or not", (_what, asked, expected) => {
    expect(isAskedBy(asked, upload)).toBe(expected);
  });
});
