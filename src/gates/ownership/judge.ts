import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import { mayHoldExclusiveRights } from "../../core/trust-tier.ts";
import type { Ruling } from "../../core/verdict.ts";
import { foreignPaths } from "./feedback/foreign-paths.ts";
import { overlapTelling } from "./feedback/overlap-telling.ts";
import { type JudgedPath, judgePaths } from "./judge-paths.ts";
import { mapFindings } from "./map-findings.ts";
import type { OwnershipFacts, OwnershipSettings } from "./model.ts";
import { judgeOverlaps } from "./overlaps/effects.ts";
import { blockingOverlaps, notedOverlaps } from "./overlaps/findings.ts";
import { overlapSummary } from "./overlaps/summary.ts";
import { overlapTables } from "./overlaps/table.ts";
import { ownedText } from "./owned-files.ts";
import { pathFindings, pathNotes } from "./path-findings.ts";
import { ownershipRules } from "./rules.ts";
import { ownershipTables } from "./tables.ts";
import { actorsText } from "./wording.ts";

/** Whether everybody who acts may change every path that the change touches, and whether the map means what it says. */
export function judgeOwnership(settings: OwnershipSettings, facts: OwnershipFacts): Ruling {
  const judged = judgePaths(settings, facts);
  const map = mapFindings(facts);
  const known = facts.overlaps.kind === "overlaps" ? facts.overlaps.overlaps : undefined;
  const overlaps = known === undefined ? [] : judgeOverlaps(settings, known);
  const contested = known === undefined ? [] : blockingOverlaps(overlaps, known);
  const findings = [...pathFindings(judged), ...contested, ...tooManyFiles(facts), ...map.blocking];
  const noted = notedOverlaps(overlaps, facts.overlaps);
  const notes = [...pathNotes(judged), ...noted, ...unknownPusher(facts), ...map.notes];
  const paths = summaryOf(facts, judged, ownedText(facts.owned, Object.keys(facts.agents)));
  const summary = `${paths}${overlapSummary(facts.overlaps, overlaps)}`;
  const { comments } = settings.overlap;
  const telling =
    known === undefined ? {} : { overlap: overlapTelling(comments, known, overlaps, foreignPaths(judged)) };
  const shown = {
    ...telling,
    summary,
    examined: { count: facts.files, of: "changed files" },
    notes,
    tables: [...overlapTables(facts.overlaps, overlaps), ...ownershipTables(facts, judged)],
    ...(facts.until === undefined ? {} : { until: facts.until }),
  };
  const [first, ...others] = findings;
  if (first === undefined) return { outcome: "passed", ...shown };
  return { outcome: "failed", ...shown, findings: [first, ...others] };
}

function summaryOf({ actors, files: count }: OwnershipFacts, judged: readonly JudgedPath[], owned: string): string {
  const denied = judged.filter(({ objections }) => objections.some(({ kind }) => kind === "denied")).length;
  const files = `${countOf(count, "file")} changed by ${actorsText(actors)}`;
  const said = denied === 0 ? "all may be" : `${countOf(denied, "path")} may not be`;
  return `${files}: ${said}.${owned === "" ? "" : ` ${owned}.`}`;
}

function tooManyFiles({ actors, agents, files, atDesk }: OwnershipFacts): readonly Finding[] {
  const believed = actors.filter(({ tier }) => mayHoldExclusiveRights(tier) || atDesk);
  return [...new Set(believed.flatMap(({ agent }) => agent ?? []))].flatMap((agent): readonly Finding[] => {
    const limits = Object.hasOwn(agents, agent) ? agents[agent]?.limits : undefined;
    const limit = limits?.["files-per-pull-request"];
    if (limit === undefined || files <= limit) return [];
    return [
      {
        rule: "too-many-files",
        what: `${agent} changes ${countOf(files, "file")}; the map lets it change ${countOf(limit, "file")} at once.`,
        why: "What one agent holds at once, others cannot work on, and people cannot review.",
        fix: ownershipRules["too-many-files"].fix,
      },
    ];
  });
}

function unknownPusher({ allPushersKnown }: OwnershipFacts): readonly Finding[] {
  if (allPushersKnown) return [];
  const { title, fix } = ownershipRules["unknown-pusher"];
  return [{ rule: "unknown-pusher", what: `${title}.`, why: "Who pushes to a branch acts on its pull request.", fix }];
}
