/** Repeats the work until it is stopped. A time that fails is left out: what is renewed lasts for several. */
export function everySoOften(
  everyMs: number,
  work: () => Promise<void>,
  onError?: (error: unknown) => void,
): () => void {
  const timer = setInterval(() => {
    work().catch((error: unknown) => onError?.(error));
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
