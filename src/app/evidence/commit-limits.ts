import { grouped } from "../../core/count-of.ts";
import type { EvidenceFile } from "../../core/evidence-store.ts";

/**
 * Of the reports that one evaluation decodes of one commit. What they say is in memory all at once, to be put together
 * line by line, and takes about as much there as the texts do.
 */
export const commitLimits = {
  maxFiles: 5_000,
  maxPackedBytes: 128_000_000,
  maxTextBytes: 256_000_000,
} as const;
export type CommitLimits = { readonly [Limit in keyof typeof commitLimits]: number };

type Sized = Pick<EvidenceFile, "packedBytes" | "textBytes">;

/** Why these files are not read together, how much they are, and what to do; undefined when they are. */
export function overloadOf(files: readonly Sized[], limits: CommitLimits = commitLimits): string | undefined {
  const packedBytes = files.reduce((sum, file) => sum + file.packedBytes, 0);
  const textBytes = files.reduce((sum, file) => sum + file.textBytes, 0);
  const { maxFiles, maxPackedBytes, maxTextBytes } = limits;
  if (files.length <= maxFiles && packedBytes <= maxPackedBytes && textBytes <= maxTextBytes) return undefined;
  const are = sizeText(files.length, textBytes, packedBytes);
  const most = sizeText(maxFiles, maxTextBytes, maxPackedBytes);
  return `The reports of this commit that are asked for are ${are} as they are kept; at most ${most} are judged together. ${advice}`;
}

const advice =
  "Ask for fewer with `artifact`, `path` and `workflow`, put reports together before they are uploaded, or leave generated files out of the measurement.";

function sizeText(files: number, textBytes: number, packedBytes: number): string {
  return `${grouped(files)} files of ${grouped(textBytes)} bytes (${grouped(packedBytes)} packed)`;
}
