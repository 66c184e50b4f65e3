import { describe, expect, it } from "@jest/globals";
import { LeaseState } from "../../src/core/recorded-lease.ts";
import { parseComment } from "../../src/formats/commands/parse.ts";
import { syntax } from "../../src/formats/commands/syntax.ts";
import { bare, readPage, tableBelow } from "./markdown-page.ts";

const guide = readPage("docs/guides/commands.md");

describe("the guide to commands", () => {
  it("lists every command as the parser has it", () => {
    const rows = tableBelow(guide, "The commands").map(([usage = "", ...rest]) => [bare(usage), ...rest]);
    expect(rows).toEqual(Object.values(syntax).map(({ usage, meaning, who }) => [usage, meaning, who]));
  });

  it("shows commands that the parser takes", () => {
    const lines = guide.blocks.filter(({ text }) => text.startsWith("/")).map(({ text }) => parseComment(text).kind);
    expect(lines.length).toBeGreaterThan(1);
    expect(new Set(lines)).toEqual(new Set(["command"]));
  });

  it("explains every state of a lease", () => {
    const states = tableBelow(guide, "Leases").map(([state = ""]) => bare(state));
    expect(states.toSorted()).toEqual([...LeaseState.options, "expiring"].toSorted());
  });
});
