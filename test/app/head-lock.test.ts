import { afterAll, describe, expect, it } from "@jest/globals";
import { markUnpublished } from "../../src/app/head-lock.ts";
import { openDatabase } from "../../src/database/database.ts";
import { createStore } from "../../src/store/store.ts";

const database = await openDatabase({ kind: "sqlite", file: ":memory:" });
afterAll(() => database.close());
const store = createStore(database);
const services = { store, settings: { leaseMs: 60_000 }, clock: () => Date.now() };

const sha = "a".repeat(40);
const digests = async () => (await store.publishedChecks(1, sha)).map(({ digest }) => digest);

describe("a re-run that somebody asks for", () => {
  it("waits for a publication under way, and has all of it sent again", async () => {
    expect(await store.lockHead(1, sha, "publisher", Date.now(), Date.now() + 60_000)).toBe(true);
    let isMarked = false;
    const marking = markUnpublished(services, 1, sha).then(() => {
      isMarked = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 120));
    // GitHub has the check already; the publisher writes that down only now.
    await store.savePublishedCheck(1, sha, { name: "lanekeeper", runId: 7, digest: "sent" });
    expect({ isMarked, digests: await digests() }).toEqual({ isMarked: false, digests: ["sent"] });
    await store.unlockHead(1, sha, "publisher");
    await marking;
    expect(await digests()).toEqual([""]);
  });

  it("does not wait for one whose process has died", async () => {
    const past = Date.now() - 120_000;
    await store.lockHead(1, sha, "dead", past, past + 60_000);
    await markUnpublished(services, 1, sha);
    expect(await store.lockHead(1, sha, "next", Date.now(), Date.now() + 60_000)).toBe(true);
  });
});
