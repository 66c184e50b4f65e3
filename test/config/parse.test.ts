import { describe, expect, it } from "@jest/globals";
import { parseConfiguration } from "../../src/config/parse.ts";
import { effortOf } from "../support/effort.ts";
import { sampleGates } from "./sample-gates.ts";

function findingsOf(text: string | Uint8Array) {
  const parsed = parseConfiguration(text, sampleGates);
  return parsed.kind === "invalid" ? parsed.findings : [];
}

/** `rule line:column`, which is what a reader acts on. */
function placesOf(text: string | Uint8Array): readonly string[] {
  return findingsOf(text).map(({ rule, what, at }) => {
    const place = /^Line (\d+), column (\d+): /.exec(what);
    expect(at?.firstLine).toBe(place === null ? undefined : Number(place[1]));
    return place === null ? rule : `${rule} ${place[1]}:${place[2]}`;
  });
}

describe("parseConfiguration", () => {
  it("gives the gates in the order of the registry, with their modes and their settings as written", () => {
    const parsed = parseConfiguration(
      "version: 1\nmode: advise\ngates:\n  sizes: {mode: enforce, max-files: 5}\n  lanes:\n    contracts: [{type: layers, layers: [a]}]\n",
      sampleGates,
    );
    expect(parsed).toMatchObject({
      kind: "configuration",
      configuration: {
        mode: "advise",
        gates: [
          { gate: { id: "lanes" }, mode: "advise", settings: { contracts: [{ type: "layers", layers: ["a"] }] } },
          { gate: { id: "sizes" }, mode: "enforce", settings: { "max-files": 5 } },
        ],
      },
    });
  });

  it("enforces when no mode is named, and leaves `mode` out of the gate's settings", () => {
    const parsed = parseConfiguration("version: 1\ngates: {sizes: {}}", sampleGates);
    expect(parsed).toMatchObject({ configuration: { mode: "enforce", gates: [{ mode: "enforce", settings: {} }] } });
  });

  it("takes a gate with nothing behind it as one with default settings", () => {
    expect(parseConfiguration("version: 1\ngates:\n  sizes:\n", sampleGates)).toMatchObject({
      kind: "configuration",
      configuration: { gates: [{ gate: { id: "sizes" }, settings: {} }] },
    });
  });

  it("reads a byte order mark, carriage returns and aliases", () => {
    const text =
      "\ufeffversion: 1\r\ngates:\r\n  lanes:\r\n    contracts:\r\n      - &c {type: layers, layers: [a]}\r\n      - *c\r\n";
    expect(parseConfiguration(text, sampleGates)).toMatchObject({
      configuration: { gates: [{ settings: { contracts: [{ layers: ["a"] }, { layers: ["a"] }] } }] },
    });
  });

  it.each([
    ["an empty file", "", ["no-gates"]],
    ["only comments", "# nothing\n\n", ["no-gates"]],
    ["an empty document", "---\n", ["no-gates"]],
    ["no version", "gates: {sizes: {}}", ["unsupported-version 1:1"]],
    ["another version", "mode: x\nversion: 2\n", ["unsupported-version 2:1"]],
    ["a version in quotes", 'version: "1"\ngates: {sizes: {}}', ["unsupported-version 1:1"]],
    ["no gates", "version: 1\n", ["no-gates 1:1"]],
    ["gates with nothing behind", "version: 1\ngates:\n", ["no-gates 2:1"]],
    ["no gate among gates", "version: 1\ngates: {}\n", ["no-gates 2:1"]],
    ["gates that are a list", "version: 1\ngates: [sizes]\n", ["invalid-value 2:1"]],
    ["a list", "- version: 1\n", ["invalid-value 1:1"]],
    ["a word", "hello", ["invalid-value 1:1"]],
    ["an unknown key at the top", "version: 1\nmods: advise\ngates: {sizes: {}}", ["unknown-key 2:1"]],
    ["an unknown gate", "version: 1\ngates:\n  size: {}\n", ["unknown-key 3:3"]],
    ["an unknown setting", "version: 1\ngates:\n  sizes:\n    max-fils: 3\n", ["unknown-key 4:5"]],
    ["a wrong mode", "version: 1\nmode: maybe\ngates: {sizes: {}}", ["invalid-value 2:1"]],
    ["a value out of range", "version: 1\ngates: {sizes: {max-files: 0}}", ["invalid-value 2:17"]],
    ["a value the gate refuses", "version: 1\ngates: {sizes: {max-files: 13}}", ["invalid-value 2:17"]],
    ["an infinite number", "version: 1\ngates: {sizes: {max-files: .inf}}", ["invalid-value 2:17"]],
    ["a missing setting", "version: 1\ngates:\n  lanes:\n", ["invalid-value 3:3"]],
    [
      "an item of a list",
      "version: 1\ngates:\n  lanes:\n    contracts:\n      - {type: layer}\n",
      ["invalid-value 5:10"],
    ],
    [
      "a key in an item",
      "version: 1\ngates:\n  lanes:\n    contracts:\n      - type: forbidden\n        from: [a]\n        form: [b]\n",
      ["unknown-key 7:9"],
    ],
    ["the nearest alternative", "version: 1\ngates: {sizes: {limit: {percent: many}}}", ["invalid-value 2:25"]],
    ["not YAML", "version: 1\ngates: [1\n", ["not-yaml 3:1"]],
    ["a tab", "version: 1\ngates:\n\tsizes: 1\n", ["not-yaml 3:1"]],
    ["a key twice", "version: 1\nversion: 1\ngates: {sizes: {}}", ["not-yaml 2:1"]],
    ["a merge key", "version: 1\ngates:\n  sizes:\n    <<: {max-files: 3}\n", ["not-yaml 4:5"]],
    ["a custom tag", "version: 1\ngates: {sizes: {max-files: !eval 3}}", ["not-yaml 2:28"]],
    ["a standard tag", "version: !!int 1\ngates: {sizes: {}}", ["not-yaml 1:10"]],
    ["a key that is a list", "version: 1\n? [a]\n: b\ngates: {sizes: {}}", ["not-yaml 2:3"]],
    ["a prototype", "version: 1\n__proto__: {x: 1}\ngates: {sizes: {}}", ["not-yaml 2:1"]],
    ["two documents", "version: 1\ngates: {sizes: {}}\n---\nversion: 1\n", ["not-yaml 3:1"]],
    ["an alias of nothing", "version: 1\ngates: {sizes: *none}", ["not-yaml 2:16"]],
    ["an alias of itself", "version: 1\ngates: &g {sizes: *g}", ["not-yaml 2:19"]],
    ["a control character", "version: 1\ngates: \u0007", ["not-yaml 2:8"]],
    ["a zero byte", "version: 1\n\u0000", ["not-yaml 2:1"]],
    ["UTF-16", new Uint8Array([0xff, 0xfe, 0x76, 0x00]), ["not-yaml 1:1"]],
    ["a broken byte", new Uint8Array([0x61, 0x3a, 0x0a, 0x62, 0xff]), ["not-yaml 2:2"]],
    ["too many bytes", `version: 1\n#${" ".repeat(256 * 1024)}`, ["too-large"]],
    ["too deep nesting", `version: 1\ngates: ${"[".repeat(40)}${"]".repeat(40)}`, ["not-yaml 2:39"]],
  ])("says where the problem is: %s", (_what, text, expected) => {
    expect(placesOf(text)).toEqual(expected);
  });

  it("says everything at once, in the order of the file", () => {
    const text = "version: 1\nmode: x\ngates:\n  sizes: {max-fils: 3, max-files: many}\n  foo: {}\nmore: 1\n";
    expect(placesOf(text)).toEqual([
      "invalid-value 2:1",
      "unknown-key 4:11",
      "invalid-value 4:24",
      "unknown-key 5:3",
      "unknown-key 6:1",
    ]);
  });

  it("names the nearest known key, also inside a list of alternatives", () => {
    const [key] = findingsOf("version: 1\ngates:\n  sizes: {max-fils: 3}\n");
    expect(key?.fix).toContain("Did you mean `max-files`?");
    const [nested] = findingsOf("version: 1\ngates: {lanes: {contracts: [{type: forbidden, from: [], form: []}]}}");
    expect(nested?.fix).toContain("Did you mean `from`?");
    const [far] = findingsOf("version: 1\nsomething: 1\ngates: {sizes: {}}");
    expect(far?.fix).toBe("Delete it. Known here: `version`, `mode`, `gates`.");
  });

  it("says which key cannot be one, and not that its value is wrong", () => {
    const [finding] = findingsOf("version: 1\ngates: {sizes: {names: {a b: 1}}}");
    expect(finding?.what).toMatch(/`gates\.sizes\.names` cannot have the key `a b`\. A name has no blank\.$/);
    expect(finding?.fix).toBe("Write the key another way.");
  });

  it("lists what tells alternatives apart", () => {
    const [finding] = findingsOf("version: 1\ngates: {lanes: {contracts: [{type: layer}]}}");
    expect(finding?.what).toMatch(/contracts\[0\]\.type` cannot be `"layer"`\. It can be `forbidden` or `layers`\.$/);
  });

  it("does not call a group wrong for being one when its keys do not go together", () => {
    const [finding] = findingsOf("version: 1\ngates: {sizes: {names: {a: 1}, limit: x}}");
    expect(finding?.what).toMatch(/`gates\.sizes` cannot be as it is\. It has either `names` or `limit`\.$/);
  });

  it("shortens and defuses what it quotes", () => {
    const [finding] = findingsOf(`version: 1\n"${"`x`".repeat(100)}": 1\ngates: {sizes: {}}`);
    expect(finding?.what).toBe(`Line 2, column 1: The file has the unknown key \`${"'x'".repeat(20)}…\`.`);
  });

  it("calls the file what the caller calls it", () => {
    const parsed = parseConfiguration("version: 1", sampleGates, "mine.yml");
    expect(parsed).toMatchObject({ findings: [{ at: { path: "mine.yml", firstLine: 1 } }] });
  });
});

describe("parseConfiguration of hostile text", () => {
  const bomb = `version: 1\ngates:\n  sizes: &a0 [x, x]\n${Array.from({ length: 30 }, (_, n) => `  b${n}: &a${n + 1} [*a${n}, *a${n}]`).join("\n")}\n`;
  it.each([
    ["a bomb of aliases", bomb, "too-large"],
    ["as many unknown keys as fit", `version: 1\ngates: {sizes: {}}\n${numbered((n) => `k${n}: 1\n`)}`, "unknown-key"],
    ["as many unknown gates as fit", `version: 1\ngates:\n${numbered((n) => `  k${n}: 1\n`)}`, "unknown-key"],
    [
      "as many wrong items as fit",
      `version: 1\ngates:\n  lanes:\n    contracts:\n${"    - x\n".repeat(26_000)}`,
      "invalid-value",
    ],
    ["as many duplicates as fit", `version: 1\n${"a: 1\n".repeat(50_000)}`, "not-yaml"],
    ["one endless key", `version: 1\n? ${"k".repeat(250_000)}\n: 1\ngates: {sizes: {}}`, "unknown-key"],
    ["quotes", "'\n".repeat(130_000), "not-yaml"],
    ["documents", "---\na\n".repeat(40_000), "not-yaml"],
  ])("answers in bounded time with few findings: %s", async (_what, text, rule) => {
    const effort = await effortOf(() => {
      const findings = findingsOf(text);
      expect(findings.length).toBeLessThanOrEqual(50);
      expect(findings.map((finding) => finding.rule)).toContain(rule);
      expect(JSON.stringify(findings).length).toBeLessThan(100_000);
    });
    expect(effort).toBeLessThan(100);
  });
});

function numbered(line: (index: number) => string): string {
  let text = "";
  for (let index = 0; text.length < 255_000; index += 1) text += line(index);
  return text;
}
