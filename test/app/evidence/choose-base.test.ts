import { describe, expect, it } from "@jest/globals";
import { chooseBase } from "../../../src/app/evidence/choose-base.ts";
import { wantedUpload } from "../../../src/app/evidence/choose-uploads.ts";
import { commitLimits } from "../../../src/app/evidence/commit-limits.ts";
import { directUploadName } from "../../../src/app/evidence/direct-upload.ts";
import type { ListedRuns } from "../../../src/app/evidence/open-runs.ts";
import type { EvidenceFile } from "../../../src/core/evidence-store.ts";

const workflow = ".github/workflows/ci.yml";
const unit = { flag: "unit", entry: "unit", artifact: "coverage", path: "lcov.info", workflow: undefined };
const e2e = { ...unit, flag: "e2e", entry: "e2e", artifact: "e2e" };
const requests = [unit, e2e];
const commits = ["c0", "c1", "c2"];
const question = { commits, branches: ["main", "trunk"], requests, complete: ["unit"] };

const stored = {
  path: "lcov.info",
  artifactId: 1,
  attempt: 1,
  savedAt: 0,
  origin: "{}",
  refused: undefined,
  packedBytes: 1,
  textBytes: 10,
};

function artifact(
  name: string,
  more: {
    readonly refused?: string;
    readonly branch?: string;
    readonly path?: string;
    readonly textBytes?: number;
  } = {},
): EvidenceFile {
  const { refused, branch = "main", path = "lcov.info", textBytes = 10 } = more;
  const upload = wantedUpload({ workflow, artifact: name, branch }, requests)?.upload ?? "";
  return { ...stored, upload, path, refused, textBytes };
}

function sent(flag: string, runId: number): EvidenceFile {
  const upload = directUploadName({ workflow, flag, name: "lcov.info", branch: "main" });
  return { ...stored, upload, artifactId: runId };
}

const choose = (
  files: Readonly<Record<string, readonly EvidenceFile[]>>,
  runs: ReadonlyMap<string, ListedRuns> = new Map(),
) => chooseBase(question, new Map(Object.entries(files)), runs);

const listed = (over: boolean) => ({ over: new Map([[5, over]]), replaced: new Set<number>(), askedAt: 10_000_000 });

describe("the base to compare with", () => {
  it("is the nearest commit with every flag, and none where no commit has them", () => {
    const files = { c0: [artifact("e2e")], c1: [artifact("coverage")], c2: [artifact("coverage")] };
    expect(choose(files)).toMatchObject({ distance: 1, passedOver: [], direct: false });
    expect(choose({ c0: [artifact("e2e")] })).toBeUndefined();
    expect(choose({ c0: [artifact("coverage", { branch: "change" })] })).toBeUndefined();
  });

  it.each([
    [
      "a file of a flag that is waited for",
      [artifact("coverage", { refused: "half" })],
      "unit",
      "lcov.info in coverage",
    ],
    [
      "a whole artifact, under whatever flag",
      [artifact("coverage"), artifact("e2e", { refused: "half", path: "e2e" })],
      "e2e",
      "artifact e2e",
    ],
  ])("passes over a commit of which a report is damaged: %s", (_what, damaged, flag, path) => {
    const passedOver = [{ commit: "c0", flag, path, because: "half" }];
    expect(choose({ c0: damaged, c1: [artifact("coverage")] })).toMatchObject({
      distance: 1,
      passedOver,
      direct: false,
    });
    expect(choose({ c0: damaged })).toBeUndefined();
  });

  it("does not mind a damaged report that nobody asks for, nor one of a commit that lacks others anyway", () => {
    const unasked = artifact("coverage", { refused: "half", path: "other.info" });
    expect(choose({ c0: [artifact("coverage"), unasked] })?.distance).toBe(0);
    const files = { c0: [artifact("e2e", { refused: "half" })], c1: [artifact("coverage")] };
    expect(choose(files)).toMatchObject({ distance: 1, passedOver: [], direct: false });
  });

  it("passes over a commit whose reports are together more than is read, and says how much that is", () => {
    const { maxTextBytes } = commitLimits;
    const half = { textBytes: maxTextBytes / 2 };
    const more = { textBytes: maxTextBytes / 2 + 1 };
    const fits = { c0: [artifact("coverage", half), artifact("e2e", half)] };
    expect(choose(fits)).toMatchObject({ distance: 0, passedOver: [], files: fits.c0 });
    const files = { c0: [artifact("coverage", half), artifact("e2e", more)], c1: [artifact("coverage")] };
    const chosen = choose(files);
    expect(chosen).toMatchObject({ distance: 1, files: files.c1 });
    const because = expect.stringContaining("2 files of 256,000,001 bytes");
    expect(chosen?.passedOver).toEqual([{ commit: "c0", flag: "unit, e2e", path: "2 files", because }]);
  });

  it("is a commit where each entry has a report of its own, also where two have one flag", () => {
    const shared = [unit, { ...e2e, flag: "unit" }];
    const both = [artifact("coverage"), artifact("e2e")];
    const files = new Map(Object.entries({ c0: [artifact("coverage")], c1: [artifact("e2e")], c2: both }));
    const asking = (complete: readonly string[]) =>
      chooseBase({ ...question, requests: shared, complete }, files, new Map())?.distance;
    expect(asking(["unit", "e2e"])).toBe(2);
    expect(asking(["e2e"])).toBe(1);
    expect(asking(["unit"])).toBe(0);
  });

  it("is passed over, with a note, where one damaged artifact stands for all entries", () => {
    const shared = [unit, { ...unit, entry: "more", path: "more.info" }];
    const upload = wantedUpload({ workflow, artifact: "coverage", branch: "main" }, shared)?.upload ?? "";
    const whole = { ...stored, upload, path: "coverage", refused: "half" };
    const files = new Map([
      ["c0", [whole]],
      [
        "c1",
        [
          { ...stored, upload },
          { ...stored, upload, path: "more.info" },
        ],
      ],
    ]);
    const chosen = chooseBase({ ...question, requests: shared, complete: ["unit", "more"] }, files, new Map());
    expect(chosen).toMatchObject({ distance: 1, passedOver: [{ commit: "c0", flag: "unit", because: "half" }] });
  });

  it("counts only what is asked for", () => {
    const unasked = artifact("coverage", { path: "other.info", textBytes: commitLimits.maxTextBytes });
    const files = { c0: [artifact("coverage"), unasked] };
    expect(choose(files)).toMatchObject({ distance: 0, files: [files.c0[0]] });
  });

  it("takes nothing that a run has sent itself before it is over, and says that it has to be asked", () => {
    const files = { c0: [sent("unit", 5)], c1: [artifact("coverage")] };
    expect(choose(files)).toMatchObject({ distance: 0, passedOver: [], direct: true });
    expect(choose(files, new Map([["c0", listed(true)]]))?.distance).toBe(0);
    expect(choose(files, new Map([["c0", listed(false)]]))).toMatchObject({
      distance: 1,
      passedOver: [],
      direct: false,
    });
  });
});
