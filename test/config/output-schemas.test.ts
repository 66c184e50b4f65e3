import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { outputSchemas } from "../../scripts/reference/output-schemas.ts";

describe("the table of output schemas", () => {
  it("has every command that prints JSON, but `explain`, whose topics have no schema", () => {
    const page = readFileSync(new URL("../../docs/reference/cli.md", import.meta.url), "utf8");
    const sections = page.split(/^## `lanekeeper ?/m).slice(1);
    const printing = sections
      .filter((section) => /--format <format>[^(]*\([^)]*"json"/.test(section))
      .map((section) => section.slice(0, section.indexOf("`")));
    const known = outputSchemas.flatMap(({ commands }) => commands);
    expect(known.toSorted()).toEqual(printing.filter((name) => name !== "explain").toSorted());
  });

  it("has every schema of an output that is kept", () => {
    const kept = readdirSync(new URL("../../config", import.meta.url)).filter((name) => name.includes("-output."));
    expect(outputSchemas.map(({ path }) => path).toSorted()).toEqual(kept.map((name) => `config/${name}`).toSorted());
  });
});
