import { describe, expect, it } from "@jest/globals";
import { OverlapMessage } from "../../src/core/overlap-message.ts";
import { PublishedOverlapMessage } from "../../src/core/published-overlap-message.ts";
import { readPage } from "./markdown-page.ts";

const { blocks, text } = readPage("docs/reference/overlap-json.md");
const example = PublishedOverlapMessage.parse(
  JSON.parse(blocks.find(({ language }) => language === "json")?.text ?? ""),
);

/** The first column of the table that begins with this heading. */
function rowsOf(heading: string): readonly string[] {
  const [, table = ""] = new RegExp(`^\\| ${heading} .*\\n\\|[- |]+\\n((?:\\|.*\\n)+)`, "m").exec(text) ?? [];
  return [...table.matchAll(/^\| `([a-z_]+)`/gm)].map(([, name = ""]) => name);
}

describe("the page about the JSON of overlaps", () => {
  it("has an example that the schema takes, with every field that is always there", () => {
    const optional = ["set_aside"];
    expect(Object.keys(example).toSorted()).toEqual(
      Object.keys(PublishedOverlapMessage.shape)
        .filter((name) => !optional.includes(name))
        .toSorted(),
    );
  });

  it("explains every field, verdict and action, and none that there is not", () => {
    expect(rowsOf("field").toSorted()).toEqual(Object.keys(PublishedOverlapMessage.shape).toSorted());
    expect(rowsOf("of an overlap").toSorted()).toEqual(
      Object.keys(OverlapMessage.shape.overlaps.unwrap().element.shape).toSorted(),
    );
    expect(rowsOf("verdict")).toEqual(OverlapMessage.shape.verdict.options);
    const actions = OverlapMessage.shape.actions.unwrap().element.options.map(({ shape }) => shape.do.value);
    expect(rowsOf("action").toSorted()).toEqual(actions.toSorted());
  });
});
