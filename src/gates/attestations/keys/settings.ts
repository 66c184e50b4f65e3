import { z } from "zod";

/** Where registered keys are, unless the configuration says otherwise. */
const defaultRegistry = ".github/attestation-keys.yml";

const dayMs = 24 * 60 * 60_000;

const Days = z.string().regex(/^[1-9][0-9]{0,3}d$/, "Write an age in whole days, such as `90d`");

const RepositoryPath = z
  .string()
  .min(1)
  .max(500)
  .refine((path) => path.split("/").every((step) => step !== "" && step !== "." && step !== ".."), {
    error: "Write a path from the top of the repository, such as `.github/attestation-keys.yml`",
  });

/** `keys` of the gate's settings. */
export const KeySettings = z
  .strictObject({
    registry: RepositoryPath.default(defaultRegistry).describe("The file that lists the keys, on the base branch."),
    "rotate-after": Days.default("90d").describe("At this age a key signs no more. What it signed before stays good."),
    "warn-after": Days.default("80d").describe("At this age an issue asks for a new key."),
    "audit-log": RepositoryPath.optional().describe(
      "The file that `lanekeeper keys` writes every change of the registry into. Once it is named, no key counts unless the two agree.",
    ),
  })
  .refine((keys) => daysMs(keys["warn-after"]) < daysMs(keys["rotate-after"]), {
    error: "`warn-after` has to be less than `rotate-after`",
    path: ["warn-after"],
  });
export type KeySettings = z.output<typeof KeySettings>;

/** From which age on a key is called old. Milliseconds. */
export interface KeyAges {
  readonly warnAfterMs: number;
  readonly rotateAfterMs: number;
}

export function agesOf(settings: KeySettings): KeyAges {
  return { warnAfterMs: daysMs(settings["warn-after"]), rotateAfterMs: daysMs(settings["rotate-after"]) };
}

function daysMs(text: string): number {
  return Number.parseInt(text, 10) * dayMs;
}
