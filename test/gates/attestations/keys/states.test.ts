import { describe, expect, it } from "@jest/globals";
import { agesOf, KeySettings } from "../../../../src/gates/attestations/keys/settings.ts";
import { judgeSigning } from "../../../../src/gates/attestations/keys/signing.ts";
import { endOf, keyStateAt } from "../../../../src/gates/attestations/keys/states.ts";
import { standingText } from "../../../../src/gates/attestations/keys/texts.ts";
import { day, defaults, registeredKey } from "./registered-key.ts";

const ages = agesOf(defaults);
const plain = registeredKey("k", 0);
const signedAt = (...moments: readonly number[]) =>
  moments.map((at) => ({ at, by: "log", domain: "public-good" }) as const);

describe("keyStateAt", () => {
  it.each([
    ["future", day(0) - 1],
    ["active", day(0)],
    ["active", day(80) - 1],
    ["due", day(80)],
    ["due", day(90) - 1],
    ["expired", day(90)],
  ])("is %s on both sides of every limit", (state, moment) => {
    expect(keyStateAt(plain, ages, moment)).toBe(state);
  });

  it("counts the age from the beginning, whatever the end says", () => {
    const long = registeredKey("k", 0, { until: day(400) });
    expect([79, 80, 89, 90, 399, 400].map((count) => keyStateAt(long, ages, day(count)))).toEqual([
      "active",
      "due",
      "due",
      "too-old",
      "too-old",
      "expired",
    ]);
    expect(endOf(long, ages)).toBe(day(90));
  });

  it("asks for a successor as long before an earlier end", () => {
    const short = registeredKey("k", 0, { until: day(30) });
    expect([19, 20, 29, 30].map((count) => keyStateAt(short, ages, day(count)))).toEqual([
      "active",
      "due",
      "due",
      "expired",
    ]);
  });

  it("ends where a key is superseded, and never began where it is compromised", () => {
    const superseded = registeredKey("k", 0, { revoked: { at: day(50), reason: "superseded" } });
    expect(keyStateAt(superseded, ages, day(50) - 1)).toBe("due");
    expect(keyStateAt(superseded, ages, day(50))).toBe("superseded");
    const compromised = registeredKey("k", 0, { revoked: { at: day(50), reason: "compromise" } });
    expect([-1, 0, 49, 50, 100].map((count) => keyStateAt(compromised, ages, day(count)))).toEqual(
      Array(5).fill("compromised"),
    );
  });

  it("follows the settings", () => {
    const monthly = agesOf(KeySettings.parse({ "rotate-after": "30d", "warn-after": "20d" }));
    expect([19, 20, 30].map((count) => keyStateAt(plain, monthly, day(count)))).toEqual(["active", "due", "too-old"]);
  });
});

describe("judgeSigning", () => {
  it("judges by when it was signed, not by what the key is now", () => {
    expect(judgeSigning(plain, ages, signedAt(day(34) + 5))).toEqual({
      outcome: "passed",
      detail: "The key k was 34 days old when it signed, on 2026-11-04T00:00:00.005Z.",
    });
  });

  it.each([
    ["before its time", plain, day(-3), "signs only from 2026-10-01T00:00Z on"],
    ["after its time", plain, day(95), "signs no more since 2026-12-30T00:00Z, when it ended, as the registry says"],
    [
      "when too old",
      registeredKey("k", 0, { until: day(400) }),
      day(95),
      "since 2026-12-30T00:00Z, when it was 90 days old",
    ],
    [
      "when superseded",
      registeredKey("k", 0, { revoked: { at: day(10), reason: "superseded" } }),
      day(10),
      "when it was superseded. Sign again with a key that is valid; without one: lanekeeper keys rotate release.",
    ],
  ])("fails what was signed %s, and says when and what to do", (_what, key, moment, said) => {
    const { outcome, detail } = judgeSigning(key, ages, signedAt(moment));
    expect([outcome, detail]).toEqual(["failed", expect.stringContaining(said)]);
  });

  it("fails when one of several moments is outside, whichever", () => {
    for (const moments of [
      [day(5), day(100)],
      [day(100), day(5)],
    ]) {
      expect(judgeSigning(plain, ages, signedAt(...moments)).outcome).toBe("failed");
    }
  });

  it("keeps what a superseded key signed before, and nothing of a compromised one", () => {
    const revoked = (reason: "superseded" | "compromise") =>
      registeredKey("k", 0, { revoked: { at: day(50), reason } });
    expect(judgeSigning(revoked("superseded"), ages, signedAt(day(49))).outcome).toBe("passed");
    expect(judgeSigning(revoked("compromise"), ages, signedAt(day(1))).outcome).toBe("failed");
    expect(judgeSigning(revoked("compromise"), ages, []).outcome).toBe("failed");
  });

  it("cannot tell without a moment that somebody vouches for", () => {
    expect(judgeSigning(plain, ages, [])).toEqual({
      outcome: "unproven",
      detail: expect.stringContaining("transparency log"),
    });
  });
});

describe("standingText", () => {
  it.each([
    [-1, {}, "signs from 2026-10-01T00:00Z on"],
    [1, {}, "is 1 day old and signs until 2026-12-30T00:00Z"],
    [81, {}, "is 81 days old, signs only until 2026-12-30T00:00Z, and is due for rotation"],
    [95, { until: day(400) }, "is 95 days old, which is too old: it signs no more since 2026-12-30T00:00Z"],
    [95, {}, "has ended on 2026-12-30T00:00Z"],
    [95, { revoked: { at: day(50), reason: "superseded" as const } }, "was superseded on 2026-11-20T00:00Z"],
    [
      5,
      { revoked: { at: day(50), reason: "compromise" as const } },
      "is revoked as compromised since 2026-11-20T00:00Z",
    ],
  ])("on day %d", (count, more, text) => {
    expect(standingText(registeredKey("k", 0, more), ages, day(count))).toBe(text);
  });
});

describe("KeySettings", () => {
  it("has defaults, and the warning comes before the end", () => {
    expect(defaults).toEqual({ registry: ".github/attestation-keys.yml", "rotate-after": "90d", "warn-after": "80d" });
    for (const wrong of [
      { "warn-after": "90d" },
      { "rotate-after": "80d" },
      { "rotate-after": "0d" },
      { "rotate-after": "3 months" },
      { registry: "../keys.yml" },
      { registry: "/keys.yml" },
      { keys: [] },
    ]) {
      expect([wrong, KeySettings.safeParse(wrong).success]).toEqual([wrong, false]);
    }
  });
});
