import type { AttestationSource, SourceCommit } from "../../../core/attestation.ts";
import type { ModuleFacts } from "../model.ts";

/** So many commits are asked about: a change is rarely built more often while its base moves. */
const maxAsked = 10;

/** Test merges from before the base moved, among the commits that verified certificates are of. */
export async function earlierMerges(
  modules: readonly ModuleFacts[],
  known: readonly SourceCommit[],
  attestations: AttestationSource,
): Promise<readonly SourceCommit[]> {
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
  for (const commit of open.slice(0, maxAsked)) {
    const asked = await attestations.earlierMerge(commit);
    if (asked.kind === "answer" && asked.value !== undefined) merges.push(asked.value);
  }
  return merges;
}
