import { expect, it } from "@jest/globals";
import { killInALoop } from "../support/crash.ts";
import { onBothEngines } from "../support/databases.ts";

onBothEngines((databases) => {
  it("loses nothing that it promised when processes are killed under load", async () => {
    const counts = await killInALoop(await databases.address(), { rounds: 3, processes: 2, roundMs: 250 });
    expect(counts).toMatchObject({ lost: 0, overlaps: 0, wishesLost: 0, undone: 0, integrity: "ok" });
    expect(counts.accepted).toBeGreaterThan(100);
    expect(counts.finished).toBeGreaterThan(10);
  });
});
