import { describe, expect, it } from "@jest/globals";
import { createQueue } from "../../src/queue/queue.ts";
import { queueSuite } from "../ports/queue-suite.ts";
import { onBothEngines } from "../support/databases.ts";
import { deliveryOf, pullRequestTarget } from "../support/deliveries.ts";

onBothEngines((databases) => {
  queueSuite(async () => createQueue(await databases.open()));

  describe("the intake", () => {
    it("stores all and only the good of many deliveries that are handed in at once", async () => {
      const queue = createQueue(await databases.open());
      const badTime = 0.5; // Neither engine takes a fraction for a time.
      const results = await Promise.allSettled([
        queue.accept([deliveryOf("good-1", pullRequestTarget(1), 1)]),
        queue.accept([deliveryOf("bad", pullRequestTarget(2), badTime)]),
        queue.accept([deliveryOf("good-2", pullRequestTarget(3), 1)]),
      ]);
      expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
      expect(await queue.known(["good-1", "bad", "good-2"])).toEqual(new Set(["good-1", "good-2"]));
    });

    it("keeps what it stored when it is opened again", async () => {
      const address = await databases.address();
      const first = await databases.open(address);
      await createQueue(first).accept([deliveryOf("kept", pullRequestTarget(1), 1)]);
      const again = createQueue(await databases.open(address));
      expect(await again.known(["kept"])).toEqual(new Set(["kept"]));
      expect(await again.claim(1, 1_000)).toMatchObject({ key: "pull-request/7/1" });
    });
  });
});
