import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { parseKeyRegistry } from "../../../src/formats/attestations/key-registry.ts";
import { entryText, freshKey, registryText } from "./registry-text.ts";

const key = freshKey();
const plain = { id: "release-1", key, from: "2026-10-01T00:00:00Z", until: "2026-12-30T02:00:00+02:00" };
const parse = (text: string | Uint8Array) =>
  parseKeyRegistry(typeof text === "string" ? new TextEncoder().encode(text) : text);

/** `line:column what`, and the fix where there is one. */
function problemsOf(text: string | Uint8Array): readonly string[] {
  const parsed = parse(text);
  if (parsed.kind === "registry") return [];
  return parsed.problems.map(({ at, what, fix }) => `${at.line}:${at.column} ${what} ${fix ?? ""}`.trim());
}

describe("parseKeyRegistry", () => {
  it("reads every key with its computed fingerprint and the line that it begins on", () => {
    const more = [
      'builder: { id: "https://ci.example/builder", level: 2 }',
      "revoked: { at: 2026-11-01T00:00:00Z, reason: superseded }",
    ];
    const parsed = parse(`# ours\n${registryText({ ...plain, more }, { ...plain, id: "other", key: freshKey() })}`);
    expect(parsed).toMatchObject({
      kind: "registry",
      registry: {
        auditLog: undefined,
        keys: [
          {
            id: "release-1",
            purpose: "release",
            algorithm: "ecdsa-p256",
            fingerprint: key.fingerprint,
            publicKey: key.pem,
            from: Date.UTC(2026, 9, 1),
            until: Date.UTC(2026, 11, 30),
            builder: { id: "https://ci.example/builder", level: 2 },
            revoked: { at: Date.UTC(2026, 10, 1), reason: "superseded" },
            line: 3,
          },
          { id: "other", builder: undefined, revoked: undefined },
        ],
      },
    });
  });

  it("reads the example of the documentation", () => {
    const page = readFileSync(new URL("../../../docs/reference/key-registry.md", import.meta.url), "utf8");
    expect(parse(/```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? "")).toMatchObject({
      registry: { keys: [{ builder: { level: 2 } }] },
    });
  });

  it("reads an empty list and the place of the audit log", () => {
    expect(parse("keys: []\n")).toEqual({ kind: "registry", registry: { keys: [], auditLog: undefined } });
    const last = `sha256:${"a".repeat(64)}`;
    expect(parse(`audit-log: { entries: 3, last: "${last}" }\nkeys: []\n`)).toMatchObject({
      registry: { auditLog: { entries: 3, last } },
    });
  });

  it.each([
    [
      "another fingerprint",
      registryText({ ...plain, key: { ...key, fingerprint: `sha256:${"0".repeat(64)}` } }),
      /^4:5 the fingerprint of release-1 is another one than its public key has: sha256:[0-9a-f]{64}\./,
    ],
    [
      "a fingerprint in upper case",
      registryText({ ...plain, key: { ...key, fingerprint: key.fingerprint.toUpperCase() } }),
      /^4:5 .*lower case/,
    ],
    [
      "a key that is none",
      registryText({ ...plain, key: { ...key, pem: "cosign.pub" } }),
      /^5:5 the public key of release-1 does not count: it is no PEM/,
    ],
    [
      "an end before the beginning",
      registryText({ ...plain, until: plain.from }),
      /^11:5 the key release-1 ends before it begins/,
    ],
    ["no moment", registryText({ ...plain, from: "2026-10-01" }), /^10:5 .*2027-01-31T12:00:00Z/],
    ["a day that is not in the calendar", registryText({ ...plain, from: "2026-02-30T00:00:00Z" }), /^10:5 /],
    [
      "an unknown key",
      registryText({ ...plain, more: ["revokd: {}"] }),
      /^12:5 .*unknown key `revokd`\. Did you mean `revoked`\?/,
    ],
    [
      "a reason that is none",
      registryText({ ...plain, more: ["revoked: { at: 2026-10-02T00:00:00Z, reason: lost }"] }),
      /^12:42 .*`superseded` or `compromise`/,
    ],
    [
      "a level that nobody can assert",
      registryText({ ...plain, more: ["builder: { id: x, level: 4 }"] }),
      /^12:23 .*at most 3/,
    ],
    ["an id with spaces", registryText({ ...plain, id: "a b" }), /^2:5 .*letters, digits/],
    ["nothing", "", /^1:1 the file has no content/],
    ["no keys", "key: []", /Did you mean `keys`/],
    ["broken YAML", "keys:\n  - id: 'a\n", /^\d+:\d+ /],
    ["a key twice", "keys: []\nkeys: []\n", /^2:1 the key `keys` is here twice/],
  ])("says where there is %s", (_what, text, said) => {
    expect(problemsOf(text).join("\n")).toMatch(said);
  });

  it("says that an id or a key is there twice", () => {
    const twice = problemsOf(registryText(plain, plain));
    expect(twice).toEqual([
      expect.stringMatching(/^12:5 the id `release-1` is here twice, first on line 2\./),
      expect.stringMatching(/^14:5 the fingerprint .* first on line 4\./),
    ]);
  });

  it("applies nothing of a file that is wrong in one place", () => {
    const wrong = `${registryText(plain)}${entryText({ ...plain, id: "b", key: freshKey(), until: "never" })}`;
    expect(parse(wrong).kind).toBe("broken");
  });

  it("refuses what is no text, and what is too large, with the place", () => {
    expect(problemsOf(Uint8Array.of(0x6b, 0xff))).toEqual([expect.stringContaining("1:2 the file is not UTF-8 text")]);
    expect(problemsOf("#".repeat(300_000))[0]).toMatch(/^1:1 the file has 300000 bytes/);
  });

  it("names at most fifty problems, the first ones", () => {
    const many = Array.from({ length: 200 }, (_, index) => ({ ...plain, id: `k${index}` }));
    expect(problemsOf(registryText(...many))).toHaveLength(50);
  });
});
