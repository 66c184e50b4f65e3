import { describe, expect, it } from "@jest/globals";
import { parseKeyRegistry, type RegisteredKey } from "../../../../src/formats/attestations/key-registry.ts";
import { agesOf } from "../../../../src/gates/attestations/keys/settings.ts";
import { judgeSigning } from "../../../../src/gates/attestations/keys/signing.ts";
import { watchKeys } from "../../../../src/gates/attestations/watch.ts";
import { lastDay, noticeDays, registryOn, signingDays } from "./key-story.ts";
import { day, defaults } from "./registered-key.ts";

const ages = agesOf(defaults);
const days = Array.from({ length: lastDay + 1 }, (_, count) => count);

function keysOn(count: number): readonly RegisteredKey[] {
  const parsed = parseKeyRegistry(Buffer.from(registryOn(count, day(0))));
  if (parsed.kind === "broken") throw new Error(parsed.problems[0].what);
  return parsed.registry.keys;
}

const isIn = (count: number, [first, last]: readonly [number, number]) => first <= count && count <= last;
const midnight = (count: number) => [{ at: day(count), by: "log", domain: "public-good" }] as const;

describe("keys over two hundred days", () => {
  it("sign on exactly their days, as whoever looks on that day sees it", () => {
    let judged = 0;
    for (const count of days) {
      for (const key of keysOn(count)) {
        const expected = isIn(count, signingDays[key.id] ?? [1, 0]) ? "passed" : "failed";
        expect([count, key.id, judgeSigning(key, ages, midnight(count)).outcome]).toEqual([count, key.id, expected]);
        judged += 1;
      }
    }
    // a on 201 days, b on 117, c on 23, d on 11.
    expect(judged).toBe(352);
  });

  it("keep what they signed in time, looked at from the last day, except for the compromised one", () => {
    for (const key of keysOn(lastDay)) {
      for (const count of days) {
        const inTime = isIn(count, signingDays[key.id] ?? [1, 0]) && key.id !== "c";
        expect([count, key.id, judgeSigning(key, ages, midnight(count)).outcome]).toEqual([
          count,
          key.id,
          inTime ? "passed" : "failed",
        ]);
      }
    }
  });

  it("are told of on exactly the days on which somebody has to do something", async () => {
    for (const count of days) {
      const bytes = Buffer.from(registryOn(count, day(0)));
      const today = new Date(day(count)).toISOString().slice(0, 10);
      const watched = await watchKeys(defaults, ["release"], {
        file: async () => ({ kind: "bytes", bytes }),
        today,
        branch: "main",
      });
      const titles = watched.kind === "notices" ? watched.notices.map(({ title }) => title) : [watched.because];
      const expected = noticeDays
        .filter(([first, last]) => isIn(count, [first, last]))
        .map(([, , title]) => expect.stringMatching(title));
      expect([count, titles]).toEqual([count, expected]);
    }
  });
});
