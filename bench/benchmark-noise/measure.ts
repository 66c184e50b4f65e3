/** One process run: `node measure.ts <rounds> [<slow workload>]` prints the nanoseconds of each round, by workload, as JSON. */
import { workloads } from "./workloads.ts";

const [rounds = "30", slow] = process.argv.slice(2);
const warmUps = 20;
/** Of the work in a round. */
const repeats = 20;
const slowRepeats = 23;

let sink = 0;
const measured = Object.entries(workloads).map(([name, work]) => {
  const times: number[] = [];
  for (let round = -warmUps; round < Number(rounds); round += 1) {
    const started = process.hrtime.bigint();
    for (let repeat = 0; repeat < (name === slow ? slowRepeats : repeats); repeat += 1) sink += work();
    if (round >= 0) times.push(Number(process.hrtime.bigint() - started));
  }
  return [name, times];
});
if (!(sink > 0)) throw new Error("nothing was computed");
console.log(JSON.stringify(Object.fromEntries(measured)));
