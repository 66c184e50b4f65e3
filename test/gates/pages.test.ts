import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { gateSettings } from "../../src/config/describe-settings.ts";
import { gates } from "../../src/gates/index.ts";

describe("the pages of the gates", () => {
  it("are about at least one gate", () => expect(gates.length).toBeGreaterThan(0));

  it.each(gates.map((gate) => [gate.id, gate] as const))(
    "docs/gates/%s.md names every setting and every rule",
    (id, gate) => {
      const page = readFileSync(new URL(`../../docs/gates/${id}.md`, import.meta.url), "utf8");
      const settings = gateSettings(gate).map(({ name }) => name);
      const missing = [...settings, ...Object.keys(gate.rules)].filter((name) => !page.includes(`\`${name}\``));
      expect(missing).toEqual([]);
    },
  );
});
