import type { Terminal } from "./terminal.ts";

const patienceMs = 400;
const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"] as const;

/** Does the work; when it takes longer than a moment and somebody watches, a line on standard error says so. */
export async function withProgress<T>(terminal: Terminal, text: string, work: () => Promise<T>): Promise<T> {
  if (!terminal.interactive) return work();
  const startedAt = performance.now();
  let shown = 0;
  const timer = setInterval(() => {
    const elapsedMs = performance.now() - startedAt;
    if (elapsedMs < patienceMs) return;
    terminal.err(`\r${frames[shown % frames.length]} ${text} ${(elapsedMs / 1000).toFixed(1)} s`);
    shown += 1;
  }, 100);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (shown > 0) terminal.err("\r\u001b[K");
  }
}
