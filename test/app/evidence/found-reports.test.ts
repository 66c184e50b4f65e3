import { describe, expect, it } from "@jest/globals";
import { wantedUpload } from "../../../src/app/evidence/choose-uploads.ts";
import { directUploadName } from "../../../src/app/evidence/direct-upload.ts";
import { answersIn } from "../../../src/app/evidence/found-reports.ts";

const workflow = ".github/workflows/ci.yml";
const unit = { flag: "unit", entry: "unit", artifact: "coverage", path: "unit/*.info", workflow: undefined };
const e2e = { ...unit, flag: "e2e", entry: "e2e", path: "e2e/*.info" };
const requests = [unit, e2e];
const upload = wantedUpload({ workflow, artifact: "coverage", branch: "" }, requests)?.upload ?? "";

const answer = (flag: string, ...entries: readonly string[]) => ({ flag, entries });

describe("what a stored file answers", () => {
  it.each([
    ["that was read", "unit/a.info", false, [answer("unit", "unit")]],
    ["that is refused alone", "unit/a.info", true, [answer("unit", "unit")]],
    [
      "that stands for an artifact refused as a whole",
      "coverage",
      true,
      [answer("unit", "unit"), answer("e2e", "e2e")],
    ],
    ["that nobody asks for any more", "other/a.info", true, []],
  ])("%s", (_what, path, isRefused, expected) => {
    expect(answersIn({ upload, path, refused: isRefused ? "half" : undefined }, requests)).toEqual(expected);
  });

  it("that a job has sent itself is its own", () => {
    const direct = directUploadName({ workflow, flag: "e2e", name: "coverage", branch: "" });
    expect(answersIn({ upload: direct, path: "coverage", refused: "half" }, requests)).toEqual([answer("e2e", "e2e")]);
  });

  describe("where entries share a flag", () => {
    const shared = [unit, { ...unit, entry: "all", path: "**/*.info" }, { ...unit, entry: "e2e", path: "e2e/*.info" }];
    const whole = wantedUpload({ workflow, artifact: "coverage", branch: "" }, shared)?.upload ?? "";

    it.each([
      ["every entry that it fits, and counts once", "unit/a.info", undefined, [answer("unit", "unit", "all")]],
      [
        "each entry by itself, when all of the artifact is refused",
        "coverage",
        "half",
        [answer("unit", "unit"), answer("unit", "all"), answer("unit", "e2e")],
      ],
    ])("is %s", (_what, path, refused, expected) => {
      expect(answersIn({ upload: whole, path, refused }, shared)).toEqual(expected);
    });

    it("is every entry that uploads answer, when a job has sent it itself", () => {
      const direct = directUploadName({ workflow, flag: "unit", name: "a.info", branch: "" });
      const named = { ...unit, entry: "named", artifact: undefined, path: "b.info" };
      const asked = [...shared, named];
      expect(answersIn({ upload: direct, path: "a.info", refused: undefined }, asked)).toEqual([
        answer("unit", "unit", "all", "e2e"),
      ]);
    });
  });
});
