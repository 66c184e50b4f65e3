import { z } from "zod";
import { Subject } from "./subject.ts";
import { Verdict } from "./verdict.ts";

/** `enforce`: a failure blocks. `advise`: a failure is shown and does not block; unproven still does. */
export const Mode = z.enum(["advise", "enforce"]);
export type Mode = z.infer<typeof Mode>;

/** A finding that a person has let pass; it stands among the notes of the verdict. */
const AppliedOverride = z.strictObject({
  finding: z.string(),
  what: z.string(),
  by: z.string().describe("The login of the person."),
  reason: z.string(),
});

/** One gate's verdict in a report. `durationMs` is the time from gather to verdict. */
export const GateReport = z.strictObject({
  gate: z.string(),
  title: z.string(),
  mode: Mode,
  verdict: Verdict,
  durationMs: z.number().nonnegative(),
  overrides: z.array(AppliedOverride).readonly().exactOptional().describe("Findings that were let pass."),
});
export type GateReport = Readonly<z.infer<typeof GateReport>>;

/** Every verdict about one head commit. `base` is the tip whose configuration counts; `mergeBase` is what head is compared with. */
export const Report = z.strictObject({
  subject: Subject,
  base: z.string(),
  mergeBase: z.string(),
  head: z.string(),
  gates: z.array(GateReport).readonly(),
});
export type Report = Readonly<z.infer<typeof Report>>;
