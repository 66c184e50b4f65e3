import { describe, expect, it } from "@jest/globals";
import { commonEnds } from "../../../../src/formats/coverage/paths/common-ends.ts";

const endOf = commonEnds(["a/x/y.py", "b/x/y.py", "b/x/yy.py", "x/y.py", "z/my.py", "y.py"]);

describe("commonEnds", () => {
  it.each([
    ["q/b/x/y.py", 3, ["b/x/y.py"]],
    ["q/x/y.py", 2, ["x/y.py", "a/x/y.py", "b/x/y.py"]],
    ["q/y.py", 1, ["y.py", "x/y.py", "a/x/y.py", "b/x/y.py"]],
    ["my.py", 1, ["z/my.py"]],
    ["q.py", 0, []],
    ["", 0, []],
  ])("of %s are %d segments long", (path, segments, paths) => {
    const found = endOf(path.split("/"));
    expect([found.segments, [...found.paths].toSorted()]).toEqual([segments, paths.toSorted()]);
  });

  it("are named up to a limit", () => {
    const many = commonEnds(Array.from({ length: 50 }, (_, index) => `p${index}/src/index.ts`));
    expect(many(["src", "index.ts"]).paths).toHaveLength(20);
  });
});
