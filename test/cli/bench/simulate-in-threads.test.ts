import { describe, expect, it } from "@jest/globals";
import { simulateInThreads } from "../../../src/cli/bench/simulate-in-threads.ts";
import { noises } from "../../../src/gates/benchmarks/simulate/noise.ts";

const cells = noises.slice(0, 1).map((noise) => ({ noise, benchmarks: 20, number: 0 }));
const thread = (body: string) => new URL(`data:text/javascript,${encodeURIComponent(body)}`);

describe("threads of a simulation", () => {
  it.each([
    ["ends in silence", "process.exit(0)", "A thread of the simulation ended with code 0 before it was done."],
    ["fails", 'throw new Error("It broke.")', "It broke."],
  ])("do not let the command wait for one that %s", async (_name, body, message) => {
    await expect(simulateInThreads(cells, { seed: 1, suites: 45 }, thread(body))).rejects.toThrow(message);
  });

  it("simulate every suite once, in parts", async () => {
    const echo = `import { parentPort } from "node:worker_threads";
      parentPort.on("message", ({ from, to }) => parentPort.postMessage({
        method: { suites: to - from, blocked: 0, secondLooks: 0, undecided: 0, found: [from, 0, 0], open: [0, 0, 0] },
      }));`;
    const [cell] = await simulateInThreads(cells, { seed: 1, suites: 45 }, thread(echo));
    expect(cell?.tallies.get("method")).toMatchObject({ suites: 45, found: [0 + 20 + 40, 0, 0] });
  });
});
