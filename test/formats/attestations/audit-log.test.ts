import { describe, expect, it } from "@jest/globals";
import { disagreements } from "../../../src/formats/attestations/audit-agreement.ts";
import {
  type AuditEntry,
  auditLine,
  isoMoment,
  lineHash,
  noEntry,
  recordedKey,
} from "../../../src/formats/attestations/audit-entry.ts";
import { parseAuditLog } from "../../../src/formats/attestations/audit-log.ts";
import type { KeyRegistry, RegisteredKey } from "../../../src/formats/attestations/key-registry.ts";

const from = Date.UTC(2026, 9, 1);
const day = 24 * 60 * 60_000;

function key(name: string, more: Partial<RegisteredKey> = {}): RegisteredKey {
  const fingerprint = lineHash(name);
  return {
    ...{ id: name, purpose: "release", fingerprint, publicKey: "", algorithm: "ecdsa-p256", line: 7 },
    ...{ from, until: from + 90 * day, builder: undefined, revoked: undefined },
    ...more,
  };
}

type Step = readonly [AuditEntry["action"], RegisteredKey];

/** The lines of a log of these steps. */
function linesOf(...steps: readonly Step[]): readonly string[] {
  let prev = noEntry;
  return steps.map(([action, about], index) => {
    const line = auditLine({
      seq: index + 1,
      prev,
      at: isoMoment(from + index * day),
      actor: "ada",
      action,
      ...recordedKey(about),
    });
    prev = lineHash(line);
    return line;
  });
}

const parse = (lines: readonly string[]) =>
  parseAuditLog(new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")));

/** `line what` of all that the log itself shows. */
function flawsOf(lines: readonly string[]): readonly string[] {
  const parsed = parse(lines);
  return parsed.kind === "broken" ? parsed.flaws.map(({ line, what }) => `${line} ${what}`) : [];
}

const [a, b, c, d] = [key("a"), key("b"), key("c"), key("d")];
const revoked = { ...a, revoked: { at: from + day, reason: "superseded" as const } };
const steps: readonly Step[] = [
  ["add", a],
  ["add", b],
  ["revoke", revoked],
  ["add", c],
  ["add", d],
];
const whole = linesOf(...steps);
const registry: KeyRegistry = { keys: [d, c, b, revoked], auditLog: { entries: 5, last: lineHash(whole[4] ?? "") } };

/** Of a log that can be read, what it and the registry differ in. */
function differences(about: KeyRegistry, lines: readonly string[]): readonly string[] {
  const parsed = parse(lines);
  if (parsed.kind === "broken") return parsed.flaws.map(({ line, what }) => `audit-log:${line} ${what}`);
  return disagreements(about, parsed.log).map(({ in: side, line, what }) => `${side}:${line} ${what}`);
}

describe("the chain of an audit log", () => {
  it("holds for what was written, and for nothing at all", () => {
    expect(parse(whole)).toMatchObject({
      kind: "log",
      log: { last: lineHash(whole[4] ?? ""), entries: { length: 5 } },
    });
    expect(parse([])).toEqual({ kind: "log", log: { entries: [], last: noEntry } });
    expect(differences(registry, whole)).toEqual([]);
  });

  it("names every entry that was changed, whichever field it is", () => {
    const fields: readonly [string, string][] = [
      ['"actor":"ada"', '"actor":"eve"'],
      ['"purpose":"release"', '"purpose":"sbom"'],
      ['"until":"2026-12-30', '"until":"2027-12-30'],
      ['"from":"2026-10-01', '"from":"2026-10-02'],
    ];
    for (const [old, other] of fields) {
      for (let at = 0; at < 4; at += 1) {
        const changed = whole.with(at, (whole[at] ?? "").replace(old, other));
        expect(flawsOf(changed)).toEqual([expect.stringMatching(new RegExp(`^${at + 1} Entry ${at + 1} was changed`))]);
      }
      const last = whole.with(4, (whole[4] ?? "").replace(old, other));
      expect(differences(registry, last)[0]).toContain("audit-log:5 This last entry was changed");
    }
  });

  it("notices a change of any single character", () => {
    const text = whole.map((line) => `${line}\n`).join("");
    for (let at = 0; at < text.length; at += 1) {
      const changed = `${text.slice(0, at)}${text[at] === "~" ? "!" : "~"}${text.slice(at + 1)}`;
      const parsed = parseAuditLog(new TextEncoder().encode(changed));
      const found = parsed.kind === "broken" ? parsed.flaws.length : disagreements(registry, parsed.log).length;
      expect([at, found]).not.toEqual([at, 0]);
    }
  });

  it("names where entries were removed", () => {
    expect(flawsOf(whole.toSpliced(2, 1))).toEqual(["3 Entry 3 is missing before this line: it was removed or moved."]);
    expect(flawsOf(whole.toSpliced(1, 2))).toEqual([
      "2 Entries 2 to 3 are missing before this line: they were removed or moved.",
    ]);
    expect(flawsOf(whole.slice(1))).toEqual(["1 Entry 1 is missing before this line: it was removed or moved."]);
  });

  it("names what was inserted, doubled or moved", () => {
    const forged = auditLine({ ...parsedEntry(1), actor: "eve", seq: 2 });
    expect(flawsOf(whole.toSpliced(2, 0, forged))).toEqual([
      "3 Entry 2 is out of place here: it was inserted, doubled or moved.",
    ]);
    expect(flawsOf([...whole.slice(0, 3), ...whole.slice(2)])[0]).toMatch(/^4 Entry 3 is out of place/);
    const swapped = [whole[0], whole[2], whole[1], whole[3], whole[4]].map((line) => line ?? "");
    expect(flawsOf(swapped)).toEqual([
      "2 Entry 2 is missing before this line: it was removed or moved.",
      "3 Entry 2 is out of place here: it was inserted, doubled or moved.",
    ]);
  });

  it("names where it is cut off, between entries and within one", () => {
    for (let kept = 0; kept < 5; kept += 1) {
      expect(differences(registry, whole.slice(0, kept))).toContainEqual(
        `audit-log:${kept + 1} The registry was written with 5 entries, and the log has ${kept}: the last ones were removed.`,
      );
    }
    const text = whole
      .map((line) => `${line}\n`)
      .join("")
      .slice(0, -30);
    expect(parseAuditLog(new TextEncoder().encode(text))).toMatchObject({
      flaws: [{ line: 5, what: "The log is cut off in the middle of this line." }],
    });
  });

  it.each([
    ["an empty line", ""],
    ["no JSON", "{"],
    ["a number", "1"],
    ["a key twice", (whole[2] ?? "").replace('{"seq":3', '{"seq":3,"seq":3')],
    ["spaces", (whole[2] ?? "").replace('{"seq":3', '{ "seq":3')],
    ["a key more", (whole[2] ?? "").replace('{"seq":3', '{"note":1,"seq":3')],
    ["keys in another order", (whole[2] ?? "").replace(/"at":("[^"]*"),"actor":"ada"/, '"actor":"ada","at":$1')],
  ])("takes no line that is %s", (_what, line) => {
    expect(flawsOf(whole.with(2, line))).toContainEqual(
      expect.stringMatching(/^3 This line (?:is no entry|was edited)/),
    );
  });

  it("takes no bytes that are no text, and no log without end", () => {
    const bytes = new TextEncoder().encode(`${whole[0]}\n${whole[1]}\n`);
    bytes[(whole[0] ?? "").length + 20] = 0xff;
    expect(parseAuditLog(bytes)).toEqual({
      kind: "broken",
      flaws: [{ line: 2, what: "This line is not UTF-8 text." }],
    });
    expect(parseAuditLog(new Uint8Array(9_000_000))).toMatchObject({ kind: "broken" });
  });
});

describe("a registry beside its audit log", () => {
  it.each([
    [
      "a key that nobody wrote down",
      { keys: [...registry.keys, key("eve")] },
      /^registry:7 The key eve was added without an entry\.$/,
    ],
    [
      "a later end",
      { keys: [{ ...d, until: d.until + day }, c, b, revoked] },
      /^registry:7 Of the key d, `until` changed without an entry\.$/,
    ],
    [
      "another purpose and id",
      { keys: [{ ...d, id: "e", purpose: "sbom" }, c, b, revoked] },
      /Of the key e, `id` and `purpose` changed/,
    ],
    ["a builder", { keys: [{ ...d, builder: { id: "x", level: 3 } }, c, b, revoked] }, /`builder` changed/],
    ["a revocation that is gone", { keys: [d, c, b, a] }, /Of the key a, `revoked` changed/],
    [
      "a key that is gone",
      { keys: [d, c, revoked] },
      /^audit-log:2 The key b was removed from the registry without an entry\.$/,
    ],
    [
      "no place of the log",
      { auditLog: undefined },
      /^registry:1 The registry does not say where its audit log stands\.$/,
    ],
    [
      "an older place of the log",
      { auditLog: { entries: 4, last: lineHash(whole[3] ?? "") } },
      /^audit-log:5 .*this one was added without it/,
    ],
  ])("is told of %s", (_what, change, said) => {
    expect(differences({ ...registry, ...change }, whole).join("\n")).toMatch(said);
  });

  const last = (lines: readonly string[]) => ({ entries: lines.length, last: lineHash(lines.at(-1) ?? "") });
  const compromised = { ...a, revoked: { at: from + 5 * day, reason: "compromise" as const } };

  it.each([
    [
      "a revoked key back",
      [
        ["add", a],
        ["revoke", revoked],
        ["change", a],
      ],
      "cannot be taken back",
    ],
    [
      "a later end of a superseded one",
      [
        ["add", a],
        ["revoke", revoked],
        ["change", { ...a, revoked: { at: from + 50 * day, reason: "superseded" } }],
      ],
      "cannot be taken back",
    ],
    [
      "a compromised key as superseded",
      [
        ["add", a],
        ["revoke", compromised],
        ["revoke", revoked],
      ],
      "cannot be taken back",
    ],
    [
      "a revoked key that was removed",
      [
        ["add", a],
        ["revoke", revoked],
        ["remove", revoked],
        ["add", a],
      ],
      "cannot be taken back",
    ],
    [
      "a compromised key that was removed without a word of it",
      [
        ["add", a],
        ["revoke", compromised],
        ["remove", a],
        ["add", a],
      ],
      "cannot be taken back",
    ],
    [
      "a compromised key that came back as superseded",
      [
        ["add", a],
        ["revoke", compromised],
        ["remove", compromised],
        ["add", revoked],
      ],
      "cannot be taken back",
    ],
    [
      "a key twice",
      [
        ["add", a],
        ["add", a],
      ],
      "was there already",
    ],
    ["a change of nothing", [["change", a]], "was not there"],
    [
      "a revocation of nothing",
      [
        ["add", a],
        ["revoke", a],
      ],
      "without a moment and a reason",
    ],
  ] satisfies readonly (readonly [string, readonly Step[], string])[])(
    "cannot bring %s, though the chain holds",
    (_what, made, said) => {
      const lines = linesOf(...made);
      const [, now] = made.at(-1) ?? [];
      const about: KeyRegistry = { keys: now === undefined ? [] : [now], auditLog: last(lines) };
      const told = differences(about, lines);
      expect(told.length).toBeGreaterThan(0);
      expect(told).toEqual(told.map(() => expect.stringContaining(said)));
    },
  );

  it("may call a superseded key compromised, let it end earlier, and remove it", () => {
    const earlier = { ...a, revoked: { at: from, reason: "superseded" as const } };
    const lines = linesOf(
      ["add", a],
      ["revoke", revoked],
      ["revoke", earlier],
      ["revoke", compromised],
      ["remove", compromised],
    );
    expect(differences({ keys: [], auditLog: last(lines) }, lines)).toEqual([]);
  });
});

function parsedEntry(index: number): AuditEntry {
  const parsed = parse(whole);
  const entry = parsed.kind === "log" ? parsed.log.entries[index] : undefined;
  if (entry === undefined) throw new Error("The log of the test has no such entry.");
  return entry;
}
