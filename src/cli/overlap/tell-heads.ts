import type { OverlapBase } from "../../core/pull-request-overlaps.ts";
import type { Mode } from "../../core/report.ts";
import { type DeskRules, type HeadMessage, overlapMessages } from "../../gates/ownership/desk/overlap-messages.ts";
import { unconfigured } from "../../gates/ownership/desk/unconfigured.ts";
import { branchOfRef } from "../../git/branches.ts";
import type { GitDirectory } from "../../git/clone.ts";
import { baseBranch, branchOf } from "../check/branch-of.ts";
import { type MapRequest, readOwnershipMap } from "../owns/read-map.ts";
import type { ChosenHead } from "./choose-heads.ts";
import type { ComparedHeads } from "./compare-heads.ts";
import { numberHeads, pullRequestOf } from "./number-heads.ts";

/** By what messages are made. */
export interface TellingRules extends DeskRules {
  readonly mode: Mode;
  readonly base: OverlapBase;
  /** What of the map was read and cannot count, for people. */
  readonly warnings: readonly string[];
}

/**
 * The gate `ownership` of the base; where none is configured nobody owns anything, and nothing blocks. Throws BAD_USAGE for a
 * configuration or map that cannot be read.
 */
export async function readTellingRules(request: MapRequest, baseName: string, now: number): Promise<TellingRules> {
  const { mode, warnings, settings, map } = (await readOwnershipMap(request)) ?? {
    ...unconfigured,
    mode: "advise",
    warnings: [],
  };
  const base = { ...(await baseBranch(request.clone, baseName)), sha: request.base };
  return { settings, map, mode, warnings, base, now };
}

/** What each head is told of the others. */
export async function tellHeads(
  clone: GitDirectory,
  rules: TellingRules,
  chosen: readonly ChosenHead[],
  { heads, evaluation, tips, reader, standing }: ComparedHeads,
): Promise<readonly HeadMessage[]> {
  const { arePullRequests, numbers } = numberHeads(heads.map(({ ref }) => ref));
  const branches = await branchesOf(clone, chosen);
  const known = heads.map((facts, at) => {
    const tip = tips.get(facts.commit);
    return {
      facts,
      number: numbers[at] ?? at + 1,
      branch: branches.get(facts.ref),
      commits: tip === undefined ? [] : [tip.commit],
      touchedAt: tip?.committedAt ?? 0,
    };
  });
  const { base } = rules;
  return overlapMessages(rules, { base, heads: known, arePullRequests, evaluation, reader, standing });
}

/** Of the heads that are branches, their short names, by what the user calls them. */
async function branchesOf(
  clone: GitDirectory,
  chosen: readonly ChosenHead[],
): Promise<ReadonlyMap<string, string | undefined>> {
  const branches = chosen.filter(({ ref }) => pullRequestOf(ref) === undefined);
  const named = branches.map(async ({ ref, fullName }) => {
    return [ref, fullName === undefined ? await branchOf(clone, ref) : branchOfRef(fullName)?.name] as const;
  });
  return new Map(await Promise.all(named));
}
