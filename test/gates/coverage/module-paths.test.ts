import { describe, expect, it } from "@jest/globals";
import { bySpecificity, modulePath } from "../../../src/gates/coverage/module-paths.ts";

describe("of two paths of modules that fit a file", () => {
  it.each([
    ["the deeper folder", "src/core/a.py", "src/core/", "src/"],
    ["the file itself", "src/a.py", "src/a.py", "src/"],
    ["a folder before any glob that begins above it", "core/a.py", "core/", "**/very/long/**/*.py"],
    ["a folder before a glob of everything", "core/a.py", "core", "**/*.py"],
    ["a glob before the folder that it begins in", "src/a.py", "src/**/*.py", "src/"],
    ["what spells out more", "src/x/test_a.py", "src/**/test_*.py", "src/**/*.py"],
    ["no matter how long alternatives are", "src/core/a.py", "src/core/*.py", "src/{core,something-very-long}/*.py"],
    ["one folder before all that are below", "src/a.py", "src/*.py", "src/**/*.py"],
    ["anything before everything", "src/a.py", "src/**", "."],
  ])("%s is the more specific one", (_what, path, specific, general) => {
    const paths = [specific, general].map(modulePath);
    expect(modulePath(specific).fits(path)).toBe(true);
    expect(paths.toReversed().toSorted(bySpecificity)).toEqual(paths);
  });

  it("the first one counts where neither is more specific", () => {
    const paths = ["src/*.py", "src/*.js"].map(modulePath);
    expect(paths.toSorted(bySpecificity)).toEqual(paths);
    expect(paths.toReversed().toSorted(bySpecificity)).toEqual(paths.toReversed());
  });
});
