import { describe, expect, it } from "@jest/globals";
import type { Finding } from "../../src/core/finding.ts";
import type { GateReport } from "../../src/core/report.ts";
import { applyOverrides, type StandingOverride } from "../../src/engine/apply-overrides.ts";
import { withIds } from "../../src/engine/finding-ids.ts";

const finding: Finding = {
  rule: "word",
  what: "a.py is touched.",
  why: "No.",
  fix: "Leave it.",
  at: { path: "a.py", firstLine: 3 },
};
const other: Finding = { ...finding, what: "b.py is touched.", at: { path: "b.py" } };
const idOf = (one: Finding) => withIds("words", [one])[0]?.id ?? "";

function failed(...findings: readonly [Finding, ...Finding[]]): GateReport {
  const examined = { count: 2, of: "paths" };
  const verdict = { outcome: "failed", summary: "Forbidden paths.", examined, findings, notes: [] } as const;
  return { gate: "words", title: "Words", mode: "enforce", verdict, durationMs: 1 };
}

const override: StandingOverride = {
  id: 1,
  number: 3,
  gate: "words",
  finding: idOf(finding),
  rule: "word",
  paths: ["a.py"],
  other: undefined,
  what: finding.what,
  headSha: "h",
  by: { id: 1, login: "ada" },
  reason: "We know.",
  at: 1,
  sameHead: true,
};

describe("ids of findings", () => {
  it("are the same for the same gate, rule and place, whatever is said there", () => {
    expect(idOf(finding)).toMatch(/^[0-9a-f]{10}$/);
    expect(idOf({ ...finding, what: "Other words.", why: "x", fix: "y" })).toBe(idOf(finding));
    const others = [
      { ...finding, rule: "w" },
      { ...finding, at: { path: "a.py" } },
      { ...finding, at: { path: "a.py", firstLine: 3, lastLine: 4 } },
      { ...finding, at: { path: "A.py", firstLine: 3 } },
      { rule: "word", what: "", why: "", fix: "" },
    ];
    expect(new Set([finding, ...others].map(idOf)).size).toBe(6);
    expect(withIds("other", [finding])[0]?.id).not.toBe(idOf(finding));
  });

  it("tell two findings of one place apart by their words, in any order", () => {
    const twin = { ...finding, what: "It is touched twice." };
    const [one, two] = withIds("words", [finding, twin]);
    const [second, first] = withIds("words", [twin, finding]);
    expect([first?.id, second?.id]).toEqual([one?.id, two?.id]);
    expect(new Set([one?.id, two?.id, idOf(finding)]).size).toBe(3);
  });

  it("are those of the 64-bit FNV-1a, folded", () => {
    const hash = (octets: readonly number[]) =>
      octets.reduce(
        (value, octet) => BigInt.asUintN(64, (value ^ BigInt(octet)) * 1_099_511_628_211n),
        14_695_981_039_346_656_037n,
      );
    // The test vector of the FNV page.
    expect(hash([0x61])).toBe(0xaf63dc4c8601ec8cn);
    const key = JSON.stringify(["words", "word", "a.py", 3, null]);
    const value = hash([...key].flatMap((character) => [0, character.charCodeAt(0)]));
    const folded = (value & 0xff_ffff_ffffn) ^ (value >> 40n);
    expect(idOf(finding)).toBe(folded.toString(16).padStart(10, "0"));
  });
});

describe("overrides", () => {
  it("name every finding, and leave alone what nobody has let pass", () => {
    const report = applyOverrides(failed(finding, other), []);
    expect(report.verdict).toMatchObject({ outcome: "failed", findings: [{ id: idOf(finding) }, { id: idOf(other) }] });
    expect(report).not.toHaveProperty("overrides");
  });

  it("turn a finding into a note, and pass when none is left", () => {
    const half = applyOverrides(failed(finding, other), [override]);
    expect(half.verdict).toMatchObject({
      outcome: "failed",
      summary: "Forbidden paths. 1 finding overridden.",
      findings: [{ what: other.what }],
      notes: [
        { what: "Overridden by ada: a.py is touched.", why: "It was let pass because: We know.", id: idOf(finding) },
      ],
    });
    expect(half.overrides).toEqual([{ finding: idOf(finding), what: finding.what, by: "ada", reason: "We know." }]);
    const whole = applyOverrides(failed(finding), [override]);
    expect(whole.verdict).toMatchObject({ outcome: "passed", examined: { count: 2 }, notes: [{ rule: "word" }] });
    expect(whole.verdict).not.toHaveProperty("findings");
  });

  it.each([
    ["another gate", { gate: "other" }],
    ["another rule", { rule: "other" }],
    ["another path", { paths: ["b.py"] }],
    ["the whole change", { paths: [] }],
    ["another pull request, too,", { other: { number: 8, head: "5d6e7f8" } }],
    ["another finding", { finding: idOf(other) }],
    ["an earlier head, in other words", { sameHead: false, what: "a.py was touched." }],
  ])("of %s change nothing", (_, change) => {
    expect(applyOverrides(failed(finding), [{ ...override, ...change }]).verdict.outcome).toBe("failed");
  });

  it("of this head hold though figures change, and of an earlier head when it says the same", () => {
    const now = { ...finding, what: "a.py is touched in 3 lines." };
    expect(applyOverrides(failed(now), [override]).verdict.outcome).toBe("passed");
    expect(applyOverrides(failed(finding), [{ ...override, sameHead: false }]).verdict.outcome).toBe("passed");
  });

  it("never touch the verdict on the configuration, nor one without findings", () => {
    const configuration = { ...failed(finding), gate: "configuration" };
    const about = { ...override, gate: "configuration", finding: withIds("configuration", [finding])[0]?.id ?? "" };
    expect(applyOverrides(configuration, [about])).toEqual(configuration);
    const unproven: GateReport = { ...failed(finding), verdict: { outcome: "unproven", summary: "No." } };
    expect(applyOverrides(unproven, [override])).toEqual(unproven);
  });
});
