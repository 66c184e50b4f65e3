import { pairRuns, type RunPair } from "./compare/pair-runs.ts";
import { type PairedReports, pairedBenchmarks } from "./compare/paired-benchmarks.ts";
import { runsByUpload } from "./read-runs.ts";
import type { SidedReports } from "./sides.ts";

type PairedFlag =
  | { readonly kind: "paired"; readonly reports: PairedReports }
  | { readonly kind: "unpaired"; readonly because: string };

/** So many files without a partner are named. */
const maxNamed = 5;

/** Pairs what one upload has brought. Half a pair is no evidence, and may be all that a crash has left: nothing is judged then. */
export function pairFlag({ rule, base, head }: SidedReports): PairedFlag {
  const { flag, basePaths, better } = rule;
  const [bases, heads] = [runsByUpload(base), runsByUpload(head)];
  const pairs: RunPair[] = [];
  const alone: string[] = [];
  for (const upload of new Set([...heads, ...bases].map((one) => one.upload))) {
    const runsOf = (side: typeof heads) => side.find((one) => one.upload === upload)?.runs ?? [];
    const pairing = pairRuns(runsOf(bases), runsOf(heads));
    pairs.push(...pairing.pairs);
    alone.push(...pairing.alone.base.map((name) => `${name} of the base`));
    alone.push(...pairing.alone.head.map((name) => `${name} of head`));
  }
  if (head.length === 0)
    return { kind: "unpaired", because: `${flag}: every file is one of the base. ${howToName(basePaths)}` };
  if (base.length === 0)
    return { kind: "unpaired", because: `${flag}: no file is one of the base. ${howToName(basePaths)}` };
  if (alone.length > 0) {
    const more = alone.length > maxNamed ? `, and ${alone.length - maxNamed} more` : "";
    const names = `${alone.slice(0, maxNamed).join(", ")}${more}`;
    const because = `${flag}: ${base.length} files of the base and ${head.length} of head do not pair: ${names}. Files of one artifact pair whose names have the same numbers. Run the workflow again if a measurement has broken down.`;
    return { kind: "unpaired", because };
  }
  const reports = pairedBenchmarks({ flag, pairs, better });
  const [first] = reports.unlike;
  if (first === undefined || reports.unlike.length < pairs.length) return { kind: "paired", reports };
  const because = `${flag}: base and head were measured on different machines, so they cannot be compared: ${first.base || "unknown"}, and ${first.head || "unknown"}. Measure both in one job.`;
  return { kind: "unpaired", because };
}

function howToName(basePaths: readonly string[]): string {
  return `The base's match ${basePaths.join(" or ")}, and head's match \`path\` alone.`;
}
