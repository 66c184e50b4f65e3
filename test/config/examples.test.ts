import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { load } from "js-yaml";
import { configurationJsonSchema } from "../../src/config/json-schema.ts";
import { parseConfiguration } from "../../src/config/parse.ts";
import { gates } from "../../src/gates/index.ts";

const folder = new URL("../../config/examples/", import.meta.url);
const examples = readdirSync(folder).filter((name) => name.endsWith(".yml"));

describe("config/examples", () => {
  it("exist", () => expect(examples.length).toBeGreaterThan(1));

  it.each(examples)("%s is valid, for us and for the published JSON Schema", (name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    expect(parseConfiguration(text, gates, name)).toMatchObject({ kind: "configuration" });
    const validate = new Ajv2020({ strict: false }).compile(configurationJsonSchema(gates));
    expect({ valid: validate(load(text)), errors: validate.errors }).toEqual({ valid: true, errors: null });
  });
});

describe("the settings of every gate", () => {
  it.each(gates.map((gate) => [gate.id, gate] as const))(
    "%s refuses unknown keys and describes each setting",
    (id, gate) => {
      const parsed = parseConfiguration(`version: 1\ngates: {${id}: {no-such-setting: 1}}`, gates);
      expect(parsed).toMatchObject({ kind: "invalid" });
      expect(parsed.kind === "invalid" ? parsed.findings.map(({ rule }) => rule) : []).toContain("unknown-key");
      for (const [key, setting] of Object.entries(gate.settings.shape)) {
        expect({ key, description: setting.description }).toEqual({
          key,
          description: expect.stringMatching(/\w.*\.$/),
        });
      }
    },
  );
});
