/** Resolves with the first SIGINT or SIGTERM. A second one ends the process at once, as people expect. */
export function untilInterrupted(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const interrupted = (signal: NodeJS.Signals) => {
      process.removeListener("SIGINT", interrupted);
      process.removeListener("SIGTERM", interrupted);
      resolve(signal);
    };
    process.once("SIGINT", interrupted);
    process.once("SIGTERM", interrupted);
  });
}
