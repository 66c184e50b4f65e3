import { Fault } from "./fault.ts";

/** What whoever runs a command has to change: words of theirs, or files that they name. A retry changes nothing. */
export function badUsage(message: string, cause?: unknown): Fault {
  return new Fault("BAD_USAGE", message, { cause, retry: false });
}
