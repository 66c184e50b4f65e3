import type { z } from "zod";
import { OverlapMessage } from "./overlap-message.ts";
import { type GateReport, Mode } from "./report.ts";

/** The message as agents get it. What a gate makes does not know yet whether the gate enforces. */
export const PublishedOverlapMessage = OverlapMessage.extend({
  mode: Mode.describe("`advise`: nothing blocks, whatever the verdict says."),
});
export type PublishedOverlapMessage = Readonly<z.infer<typeof PublishedOverlapMessage>>;

/** What a gate wants told, with its mode; undefined where it tells nothing of overlaps. */
export function publishedOverlapMessage({ verdict, mode }: GateReport): PublishedOverlapMessage | undefined {
  if (verdict.outcome !== "passed" && verdict.outcome !== "failed") return undefined;
  return verdict.overlap === undefined ? undefined : { ...verdict.overlap.message, mode };
}
