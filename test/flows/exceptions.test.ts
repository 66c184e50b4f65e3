import { afterEach, describe, expect, it } from "@jest/globals";
import { type LanekeeperWorld, openLanekeeperWorld } from "./support/lanekeeper-world.ts";
import { cleanChange, clear, configuration, forbidden } from "./support/story-files.ts";

let world: LanekeeperWorld;
afterEach(() => world[Symbol.asyncDispose]());

/** The verdict on a change that has nothing to do with the exception. */
async function verdictWith(until: string) {
  const matriz = `      - name: Matriz stands alone
        type: forbidden
        from: [matriz]
        to: [candidate]
        ignore: [{ import: matriz.loader -> candidate.dreams, reason: Soon, until: ${until} }]
`;
  world = await openLanekeeperWorld({ configuration: configuration.replace("  batch-size", `${matriz}  batch-size`) });
  await world.startServer();
  const { headSha } = await world.openPull("a", cleanChange);
  return world.verdict(headSha);
}

describe("an exception with a last day, on the server", () => {
  it("holds until then", async () => {
    expect(await verdictWith("2999-12-31")).toEqual(clear);
  });

  it("blocks afterwards", async () => {
    expect(await verdictWith("2020-01-31")).toEqual(forbidden);
  });
});
