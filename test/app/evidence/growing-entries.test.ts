import { describe, expect, it } from "@jest/globals";
import { wantedUpload } from "../../../src/app/evidence/choose-uploads.ts";
import { directUploadName } from "../../../src/app/evidence/direct-upload.ts";
import { growingEntries } from "../../../src/app/evidence/growing-entries.ts";
import { maySendMore } from "../../../src/app/evidence/open-runs.ts";

const workflow = ".github/workflows/ci.yml";
const pattern = { flag: "unit", entry: "unit", artifact: "coverage-*", path: "lcov.info", workflow: undefined };
const fixed = { ...pattern, flag: "e2e", entry: "e2e", artifact: "e2e" };
const requests = [pattern, fixed];
const askedAt = 10_000_000;
const ci = new Set([workflow]);
const listedOf = (over: ReadonlyMap<number, boolean>) => ({ over, replaced: new Set<number>(), askedAt });
const nothing = { uploads: [], runningWorkflows: new Set<string>(), listed: listedOf(new Map()) };

function artifacts(...names: readonly string[]) {
  return names.flatMap((artifact) => wantedUpload({ workflow, artifact, branch: "" }, requests) ?? []);
}

function sent(flag: string, name = "lcov.info") {
  return { upload: directUploadName({ workflow, flag, name, branch: "" }), artifactId: 1, savedAt: 0 };
}

describe("growing entries", () => {
  it("are those of artifacts with a pattern whose workflow still runs", () => {
    const uploads = artifacts("coverage-1", "e2e");
    expect(growingEntries({ ...nothing, uploads, runningWorkflows: ci }, [], requests)).toEqual(["unit"]);
    const lint = new Set([".github/workflows/lint.yml"]);
    expect(growingEntries({ ...nothing, uploads, runningWorkflows: lint }, [], requests)).toEqual([]);
  });

  it("are those of direct uploads whose run is not over, or another one of their workflow", () => {
    const direct = [sent("unit"), sent("other")];
    const listed = (over: boolean) => listedOf(new Map([[1, over]]));
    expect(growingEntries({ ...nothing, listed: listed(false) }, direct, requests)).toEqual(["unit"]);
    expect(growingEntries({ ...nothing, listed: listed(true) }, direct, requests)).toEqual([]);
    const running = { ...nothing, listed: listed(true), runningWorkflows: ci };
    expect(growingEntries(running, direct, requests)).toEqual(["unit"]);
  });

  it.each([
    ["for an artifact of one name, since uploads count under any", fixed, ["e2e"]],
    ["for uploads of any name", { ...fixed, artifact: undefined, path: undefined }, ["e2e"]],
    ["for uploads of a pattern", { ...fixed, artifact: undefined, path: "*.info" }, ["e2e"]],
    ["for one upload by its name", { ...fixed, artifact: undefined, path: "lcov.info" }, []],
    ["for one upload of another name", { ...fixed, artifact: undefined, path: "other.info" }, []],
  ])("are told by what is asked for, with the first direct upload there: %s", (_what, request, expected) => {
    const open = { ...nothing, listed: listedOf(new Map([[1, false]])) };
    expect(growingEntries(open, [sent("e2e")], [request])).toEqual(expected);
  });

  it("are those alone that may have more, where several have one flag", () => {
    const more = [pattern, { ...fixed, flag: "unit" }, { ...pattern, entry: "other", artifact: "other-*" }];
    const uploads = artifacts("coverage-1", "e2e");
    expect(growingEntries({ ...nothing, uploads, runningWorkflows: ci }, [], more)).toEqual(["unit"]);
  });

  it("are none where nothing was sent: that is missing, and not growing", () => {
    expect(growingEntries({ ...nothing, runningWorkflows: ci }, [], requests)).toEqual([]);
  });
});

describe("a run that GitHub does not list", () => {
  it.each([
    ["may be too new for it", askedAt - 60_000, true],
    ["was deleted, or is old", askedAt - 3_600_000, false],
  ])("%s", (_what, savedAt, expected) => {
    expect(maySendMore({ artifactId: 1, savedAt }, { over: new Map(), askedAt })).toBe(expected);
  });
});
