import { describe, expect, it } from "@jest/globals";
import { wantedUpload } from "../../../src/app/evidence/choose-uploads.ts";
import { directUploadName } from "../../../src/app/evidence/direct-upload.ts";
import { flagsIn } from "../../../src/app/evidence/found-reports.ts";

const workflow = ".github/workflows/ci.yml";
const unit = { flag: "unit", artifact: "coverage", path: "unit/*.info", workflow: undefined };
const e2e = { ...unit, flag: "e2e", path: "e2e/*.info" };
const requests = [unit, e2e];
const upload = wantedUpload({ workflow, artifact: "coverage", branch: "" }, requests)?.upload ?? "";

describe("the flags of a stored file", () => {
  it.each([
    ["that was read", "unit/a.info", false, ["unit"]],
    ["that is refused alone", "unit/a.info", true, ["unit"]],
    ["that stands for an artifact refused as a whole", "coverage", true, ["unit", "e2e"]],
    ["that nobody asks for any more", "other/a.info", true, []],
  ])("%s", (_what, path, isRefused, expected) => {
    expect(flagsIn({ upload, path, refused: isRefused ? "half" : undefined }, requests)).toEqual(expected);
  });

  it("that a job has sent itself is its own", () => {
    const direct = directUploadName({ workflow, flag: "e2e", name: "coverage", branch: "" });
    expect(flagsIn({ upload: direct, path: "coverage", refused: "half" }, requests)).toEqual(["e2e"]);
  });
});
