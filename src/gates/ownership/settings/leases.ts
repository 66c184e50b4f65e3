import { z } from "zod";
import { durationForm, readDuration } from "../../../formats/commands/duration.ts";

const Duration = z
  .string()
  .max(10)
  .refine((text) => readDuration(text) !== undefined, { error: durationForm.replace(/\.$/, "") });

export const LeaseSettings = z
  .strictObject({
    "default-time": Duration.default("48h").describe(
      "How long a lease lasts that names no time, such as `90m`, `48h` or `7d`.",
    ),
    "longest-time": Duration.default("7d").describe("No lease may be asked for longer."),
    "most-of-an-agent": z.int().min(1).max(1_000).default(5).describe("So many leases may an agent have at once."),
    "most-files": z.int().min(1).max(100_000).default(200).describe("So many files may one lease have."),
  })
  .refine((settings) => durationMs(settings["default-time"]) <= durationMs(settings["longest-time"]), {
    error: "The default time is longer than the longest",
    path: ["default-time"],
  });
type LeaseSettings = z.output<typeof LeaseSettings>;

/** The same in the words of the core. Times in milliseconds. */
export function leaseLimits(settings: LeaseSettings) {
  return {
    defaultTtlMs: durationMs(settings["default-time"]),
    maxTtlMs: durationMs(settings["longest-time"]),
    maxActive: settings["most-of-an-agent"],
    maxFiles: settings["most-files"],
  };
}

function durationMs(text: string): number {
  return readDuration(text) ?? 0;
}
