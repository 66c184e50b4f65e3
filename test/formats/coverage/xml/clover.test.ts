import { describe, expect, it } from "@jest/globals";
import { fileAt, fixture, readLines, shownLines, total } from "../reports.ts";

describe("Clover", () => {
  it("reads conditions of OpenClover as true and false, and counts statements, several on a line", () => {
    const report = readLines(fixture("openclover/clover.xml"));
    const path = "/home/runner/work/shop/shop/src/main/java/com/example/shop/Cart.java";
    expect(shownLines(fileAt(report, path))).toEqual([
      ...["11: 2, 1/2 arms, 1/2 statements", "12: 2, 1/1 statements", "16: 2, 2/2 arms, 1/1 statements"],
      ...["17: 1, 1/1 statements", "18: 1, 1/1 statements"],
    ]);
    // As its own metrics say: 6 of 9 statements, 4 of 6 conditionals.
    expect([total(report.files, "statement"), total(report.files, "branch")]).toEqual(["6/9", "4/6"]);
  });

  it("reads those of Istanbul as arms that ran and arms that did not", () => {
    const report = readLines(fixture("nyc/clover.xml"));
    expect(shownLines(fileAt(report, "/home/runner/work/shop/shop/lib/cart.js"))).toContain("9: 2, 1/2 arms");
    expect(fileAt(report, "/home/runner/work/shop/shop/lib/never.js").hints).toEqual({
      package: "lib",
      name: "never.js",
    });
  });

  it("takes the path over the name, which several files may share", () => {
    const file = (path: string) => `<file name="A.java" path="${path}"><line num="1" type="stmt" count="1"/></file>`;
    const report = readLines(
      `<coverage clover="4"><project name="p">${file("/a/A.java")}${file("/b/A.java")}</project></coverage>`,
    );
    expect([...report.files.keys()]).toEqual(["/a/A.java", "/b/A.java"]);
  });
});
