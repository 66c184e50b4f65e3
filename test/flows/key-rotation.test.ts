import { afterEach, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { defineGate } from "../../src/core/gate.ts";
import { KeySettings } from "../../src/gates/attestations/keys/settings.ts";
import { watchKeys } from "../../src/gates/attestations/watch.ts";
import { lastDay, noticeDays, registryOn } from "../gates/attestations/keys/key-story.ts";
import { type NoticeStory, openNoticeStory } from "./support/notice-story.ts";

let story: NoticeStory;
afterEach(() => story.world[Symbol.asyncDispose]());

const dayMs = 24 * 60 * 60_000;

/** The days around every change, and some between. That every day is right is held without a server. */
const changes = noticeDays.flatMap(([first, last]) => [first - 1, first, first + 1, last, last + 1]);
const between = Array.from({ length: lastDay / 20 }, (_, index) => 20 * (index + 1));
const lookedAt = [...new Set([...changes, ...between])].toSorted((one, other) => one - other);

/** What watches keys, and nothing else. */
const keys = defineGate({
  id: "keys",
  title: "Keys",
  question: "Is a key due for rotation?",
  settings: z.strictObject({ keys: KeySettings.prefault({}) }),
  rules: {},
  gather: async () => ({ kind: "not-applicable", because: "Only the branch is watched." }),
  judge: () => ({ outcome: "passed", summary: "Yes.", examined: { count: 1, of: "things" }, notes: [] }),
  watch: (settings, sources) => watchKeys(settings.keys, ["release"], sources),
});

describe("the keys of a repository over two hundred days", () => {
  it("have one issue each, which is opened, updated and closed on the right days", async () => {
    const start = Math.floor(Date.now() / dayMs) * dayMs;
    const began = Date.now();
    let passed = 0;
    // Noon, and then on as time goes.
    const clock = () => start + dayMs / 2 + passed * dayMs + (Date.now() - began);
    const configuration = "version: 1\ngates:\n  keys: {}\n";
    story = await openNoticeStory({ gates: [keys], configuration, clock, settings: { sweepEveryMs: 50 } });
    let registry = registryOn(0, start);
    await story.world.push("main", { ".github/attestation-keys.yml": registry });
    await story.world.startServer();
    await story.looked(1);
    const seen: (readonly [number, string])[] = [];
    for (const day of lookedAt) {
      const next = registryOn(day, start);
      if (next !== registry) await story.world.push("main", { ".github/attestation-keys.yml": next });
      registry = next;
      const before = story.timesLooked();
      passed = day;
      await story.looked(before + 1);
      const open = story.issues().filter(({ state }) => state === "open");
      const expected = noticeDays.filter(([first, last]) => first <= day && day <= last);
      expect([day, open.map(({ title }) => title)]).toEqual([
        day,
        expected.map(([, , title]) => expect.stringMatching(title)),
      ]);
      for (const { number, title } of open) if (seen.at(-1)?.[1] !== title) seen.push([number, title]);
    }
    // Key b's issue is updated when it is too late.
    expect(seen.map(([number]) => number)).toEqual([1, 2, 2, 3]);
    expect(story.issues().map(({ number, state, stateReason }) => [number, state, stateReason])).toEqual([
      [1, "closed", "completed"],
      [2, "closed", "completed"],
      [3, "closed", "completed"],
    ]);
    const writes = story.asked().filter(({ method }) => method !== "GET");
    expect(writes.map(({ method }) => method)).toEqual(["POST", "PATCH", "POST", "PATCH", "PATCH", "POST", "PATCH"]);
  });
});
