import { until } from "./lanekeeper-world.ts";

/** Waits until every delivery has arrived and the server has nothing to do. What is wished for next month is no work. */
export async function untilAtRest(github: { settle(): Promise<void> }, serverUrl: string): Promise<void> {
  const isBusy = async () => {
    await github.settle();
    const text = await (await fetch(`${serverUrl}/metrics`)).text();
    return ["ready", "leased"].some((state) => !text.includes(`lanekeeper_targets{state="${state}"} 0\n`));
  };
  await until(
    async () => !(await isBusy()) && !(await isBusy()),
    () => "something is always under way",
  );
}
