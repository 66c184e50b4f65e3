import { z } from "zod";
import type { CandidateBundle, FoundBundles } from "../core/attestation.ts";
import { grouped } from "../core/count-of.ts";
import { Fault } from "../core/fault.ts";
import type { RepositoryName } from "../core/target.ts";
import { MAX_BUNDLE_BYTES } from "../formats/attestations/limits.ts";
import { downloadBundle } from "./attestation-bundle.ts";
import type { Octokit } from "./client.ts";
import { cursorOf } from "./cursor.ts";
import { boundedText } from "./received-bytes.ts";

/** Anybody whose workflow may write attestations can store any number of them about any digest. Sizes are in bytes. */
export const attestationLimits = {
  pageSize: 50,
  mostPages: 10,
  /** Of one subject, those that cannot be read included. */
  maxBundles: 100,
  maxBundleBytes: MAX_BUNDLE_BYTES,
  /** Of all bundles of one subject. */
  maxTotalBytes: 32 * 1_048_576,
  /** Of one page as GitHub sends it, in which bundles may stand themselves. */
  maxPageBytes: 64 * 1_048_576,
} as const;

const Entry = z.object({
  bundle: z.record(z.string(), z.unknown()).nullish(),
  bundle_url: z.string().nullish(),
});
type Entry = z.infer<typeof Entry>;
const Page = z.object({ attestations: z.array(z.unknown()) });

/**
 * The bundles that GitHub keeps about a subject of this repository, by `sha256:` and 64 hex digits. GitHub stores them and
 * vouches for nothing. Old answers hold the bundle itself, newer ones an address. None known is an empty list. Throws
 * the client's Faults, and those of the storage.
 */
export async function listAttestations(
  octokit: Octokit,
  repository: RepositoryName,
  digest: string,
): Promise<FoundBundles> {
  const items: CandidateBundle[] = [];
  const refused: { from: string; because: string }[] = [];
  let [left, after] = [attestationLimits.maxTotalBytes, undefined as string | undefined];
  for (let page = 1; page <= attestationLimits.mostPages; page += 1) {
    const { entries, next, url } = await askForPage(octokit, repository, digest, after);
    for (const entry of entries) {
      if (items.length + refused.length === attestationLimits.maxBundles) return { items, refused, complete: false };
      const from = `attestation ${items.length + refused.length + 1} that GitHub keeps`;
      const read = await bundleOf(entry, url);
      if ("because" in read) {
        refused.push({ from, because: read.because });
        continue;
      }
      left -= read.bundle.length;
      if (left < 0) return { items, refused, complete: false };
      items.push({ from, bundle: read.bundle });
    }
    if (next === undefined) return { items, refused, complete: true };
    after = next;
  }
  return { items, refused, complete: false };
}

interface AnsweredPage {
  readonly entries: readonly unknown[];
  /** The cursor of the next page. */
  readonly next: string | undefined;
  /** Which address answered. */
  readonly url: string;
}

async function askForPage(
  octokit: Octokit,
  { owner, name: repo }: RepositoryName,
  digest: string,
  after: string | undefined,
): Promise<AnsweredPage> {
  const about = { owner, repo, subject_digest: digest, per_page: attestationLimits.pageSize };
  // Octokit would take a body of any size.
  const request = { parseSuccessResponseBody: false } as const;
  try {
    const { data, headers, url } = await octokit.rest.repos.listAttestations({
      ...about,
      ...(after === undefined ? {} : { after }),
      request,
    });
    const text = await boundedText(data, attestationLimits.maxPageBytes);
    return { entries: entriesIn(text), next: cursorOf(headers.link), url };
  } catch (error) {
    if (error instanceof Fault && error.code === "GITHUB_NOT_FOUND") return { entries: [], next: undefined, url: "" };
    throw error;
  }
}

function entriesIn(text: string): readonly unknown[] {
  try {
    return Page.parse(JSON.parse(text)).attestations;
  } catch (cause) {
    throw new Fault("GITHUB_UNAVAILABLE", "GitHub's list of attestations is not what it documents.", {
      cause,
      retry: true,
    });
  }
}

/** Out of the answer itself, or from where it says that the bundle is. */
async function bundleOf(
  entry: unknown,
  from: string,
): Promise<{ readonly bundle: Uint8Array } | { readonly because: string }> {
  const { maxBundleBytes } = attestationLimits;
  const parsed: Entry = Entry.safeParse(entry).data ?? {};
  const address = parsed.bundle_url ?? "";
  if (URL.canParse(address)) return downloadBundle({ location: address, from }, maxBundleBytes);
  if (parsed.bundle === undefined || parsed.bundle === null) {
    return { because: "GitHub's entry has neither a bundle nor an address of one." };
  }
  const bundle = new TextEncoder().encode(JSON.stringify(parsed.bundle));
  if (bundle.length <= maxBundleBytes) return { bundle };
  return { because: `The bundle has more than ${grouped(maxBundleBytes)} bytes. Attest with a smaller predicate.` };
}
