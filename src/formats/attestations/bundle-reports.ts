import { z } from "zod";
import { grouped } from "../../core/count-of.ts";
import type { ReportReader } from "../../core/report-reader.ts";
import { textOf } from "../reports/base64.ts";
import { join } from "../reports/records.ts";

/** The bundles or envelopes of one file. Nothing of them is checked. */
export interface BundleFile {
  readonly path: string;
  /** Base64 of each one's bytes, exactly as they stand in the file. */
  readonly bundles: readonly string[];
}

/**
 * Of one file, and of the bundles in it. GitHub takes predicates of up to 16 MiB, which are a third more in a bundle; a
 * bundle of provenance has some 10 kB.
 */
export const bundleFileLimits = { maxBytes: 24 * 1_048_576, maxBundles: 1_000 } as const;

const Stored = z.strictObject({ path: z.string(), bundles: z.array(z.base64()).min(1).readonly() });

/** Reads `*.sigstore.json` and `*.sigstore`, which are one bundle, and `*.jsonl`, which has one in each line. */
export const bundleReports: ReportReader<BundleFile> = {
  id: "attestation-bundles",
  version: 1,
  open(path) {
    const pieces: Uint8Array[] = [];
    let length = 0;
    return {
      push(chunk) {
        length += chunk.length;
        if (length > bundleFileLimits.maxBytes) throw new Error(tooLarge);
        pieces.push(chunk);
      },
      end: () => ({ path, bundles: bundlesIn(path, join(pieces, length)).map(textOf) }),
    };
  },
  flaw: () => undefined,
  encode: (file) => JSON.stringify(file),
  decode: (text) => Stored.parse(JSON.parse(text)),
};

const tooLarge = `The file of bundles has more than ${grouped(bundleFileLimits.maxBytes)} bytes. A bundle has a few thousand: look what was written into it, or attest with a smaller predicate.`;

function bundlesIn(path: string, bytes: Uint8Array): readonly Uint8Array[] {
  const bundles: Uint8Array[] = [];
  for (const bundle of path.toLowerCase().endsWith(".jsonl") ? linesOf(bytes) : [bytes]) {
    if (isBlank(bundle)) continue;
    bundles.push(bundle);
    if (bundles.length > bundleFileLimits.maxBundles) throw new Error(tooMany);
  }
  if (bundles.length === 0) throw new Error("The file holds no bundle at all. Look why nothing was attested.");
  return bundles;
}

const tooMany = `The file holds more than ${grouped(bundleFileLimits.maxBundles)} bundles. Split it.`;

const [lineFeed, carriageReturn, blanks] = [0x0a, 0x0d, new Set([0x09, 0x0a, 0x0d, 0x20])];

function* linesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(lineFeed, start);
    const end = found === -1 ? bytes.length : found;
    yield bytes.subarray(start, bytes[end - 1] === carriageReturn ? end - 1 : end);
    start = end + 1;
  }
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => blanks.has(byte));
}
