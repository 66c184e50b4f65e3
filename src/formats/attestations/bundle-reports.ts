import { z } from "zod";
import { textOf } from "../reports/base64.ts";
import { join } from "../reports/records.ts";
import { MAX_BUNDLE_FILE_BYTES } from "./limits.ts";
import { splitBundles } from "./split-bundles.ts";

/** The bundles or envelopes of one file. Nothing of them is checked. */
export interface BundleFile {
  readonly path: string;
  /** Base64 of each one's bytes. */
  readonly bundles: readonly string[];
}

const Stored = z.strictObject({ path: z.string(), bundles: z.array(z.base64()).min(1).readonly() });

/** Reads `*.sigstore.json`, `*.sigstore` and `*.intoto.jsonl`, by what is in them and not by their names. */
export const bundleReports = {
  id: "attestation-bundles",
  version: 1,
  /** What is built is not attested in its artifact only. */
  mayHoldNone: () => true,
  open(path: string) {
    const pieces: Uint8Array[] = [];
    let length = 0;
    return {
      push(chunk: Uint8Array): void {
        length += chunk.length;
        if (length > MAX_BUNDLE_FILE_BYTES) throw new Error(tooLarge);
        pieces.push(chunk);
      },
      end: (): BundleFile => ({ path, bundles: bundlesIn(join(pieces, length)) }),
    };
  },
  flaw: () => undefined,
  encode: (file: BundleFile) => JSON.stringify(file),
  /** Throws when the text was not made by `encode` of this version. */
  decode: (text: string): BundleFile => Stored.parse(JSON.parse(text)),
};

const tooLarge = `The file of bundles has more than ${MAX_BUNDLE_FILE_BYTES} bytes. A bundle has a few thousand: look what was written into it, or attest with a smaller predicate.`;

function bundlesIn(bytes: Uint8Array): readonly string[] {
  const split = splitBundles(bytes);
  if (split.kind === "refused") throw new Error(`The file of bundles cannot be read: ${split.because}`);
  return split.value.map(textOf);
}
