import type { AttestationSource, SourceCommit } from "../../../core/attestation.ts";
import type { ModuleFacts, UnknownCommit } from "../model.ts";

/** So many commits are asked about: a change is rarely built more often while its base moves. */
const maxAsked = 10;

interface EarlierMerges {
  readonly merges: readonly SourceCommit[];
  /** Of these nobody knows whether they are such merges. */
  readonly unknown: readonly UnknownCommit[];
}

/** Test merges from before the base moved, among the commits that verified certificates are of. */
export async function earlierMerges(
  modules: readonly ModuleFacts[],
  known: readonly SourceCommit[],
  attestations: AttestationSource,
): Promise<EarlierMerges> {
  const verdicts = modules.flatMap(({ artifacts }) =>
    artifacts.flatMap(({ bundles }) => bundles.map(({ verdict }) => verdict)),
  );
  const claimed = verdicts.flatMap((verdict) => {
    if (verdict.outcome !== "passed" || verdict.signer.kind === "key") return [];
    const { sourceRepositoryRef: ref, sourceRepositoryDigest: commit } = verdict.signer.claims;
    return commit !== undefined && /^refs\/pull\/\d+\/merge$/.test(ref ?? "") ? [commit] : [];
  });
  const open = [...new Set(claimed)].filter((commit) => !known.some((one) => one.commit === commit));
  const merges: SourceCommit[] = [];
  const unknown: UnknownCommit[] = open.slice(maxAsked).map((commit) => ({ commit, because: tooMany(open.length) }));
  for (const commit of open.slice(0, maxAsked)) {
    const asked = await attestations.earlierMerge(commit);
    if (asked.kind === "unavailable") unknown.push({ commit, because: asked.because });
    else if (asked.value !== undefined) merges.push(asked.value);
  }
  return { merges, unknown };
}

function tooMany(count: number): string {
  return `Attestations are of ${count} different test merges, and at most ${maxAsked} are asked about. Push again, so that there is a new head with fewer.`;
}
