import { describe, expect, it } from "@jest/globals";
import { knownKeys } from "../../../src/formats/yaml/known-keys.ts";

describe("knownKeys", () => {
  const schema = {
    properties: {
      list: { items: { oneOf: [{ properties: { a: {} } }, { anyOf: [{ properties: { b: {} } }] }] } },
      any: { additionalProperties: { properties: { c: {} } } },
    },
  };
  it.each([
    [[], ["list", "any"]],
    [
      ["list", 3],
      ["a", "b"],
    ],
    [["any", "name"], ["c"]],
    [["toString"], []],
    [["nowhere", 1, "x"], []],
  ])("finds the keys at %j", (path, expected) => {
    expect(knownKeys(schema, path)).toEqual(expected);
  });
});

describe("knownKeys of alternatives", () => {
  const schema = {
    oneOf: [
      { properties: { type: { const: "layers" }, layers: {} } },
      { properties: { type: { const: "forbidden" }, from: {} } },
    ],
  };
  it.each([
    ["layers", ["type", "layers"]],
    ["forbidden", ["type", "from"]],
    ["layer", ["type", "layers", "from"]],
    [undefined, ["type", "layers", "from"]],
  ])("are those of the one that is meant by type %s", (type, expected) => {
    expect(knownKeys(schema, [], (key) => (key === "type" ? type : undefined))).toEqual(expected);
  });
});
