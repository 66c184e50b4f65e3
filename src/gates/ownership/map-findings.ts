import type { Finding } from "../../core/finding.ts";
import { positionAt } from "../../formats/yaml/yaml-node.ts";
import type { MapProblem } from "./map/map-problem.ts";
import type { BrokenFile, EditedMap, OwnershipFacts } from "./model.ts";
import { type OwnershipRule, ownershipRules } from "./rules.ts";

export interface MapFindings {
  readonly blocking: readonly Finding[];
  readonly notes: readonly Finding[];
}

const noRights =
  "What the map says silently differs from what it is meant to say, and an agent works where it should not.";

/** More problems of one map are not shown. */
const maxProblems = 100;

/** What is wrong with the map that the change brings, on its own lines, and with the one that counts. */
export function mapFindings({ edited, broken }: Pick<OwnershipFacts, "edited" | "broken">): MapFindings {
  const isMended = (file: BrokenFile) => edited?.kind === "map" && edited.own.includes(file.path);
  const before = broken.map((file) => brokenFinding(file, isMended(file)));
  if (edited === undefined) return { blocking: before, notes: [] };
  if (edited.kind === "broken") {
    const problems = edited.problems.map(({ at, what, fix }) => {
      const said = `Line ${at.line}, column ${at.column}: ${what}`;
      return findingOf("broken-map", said, fix, { path: edited.file, firstLine: at.line });
    });
    return { blocking: [...problems, ...before], notes: [] };
  }
  if (edited.problems === undefined) return { blocking: before, notes: [tooMuchFinding(edited.file)] };
  const texts = edited.problems
    .slice(0, maxProblems)
    .map((problem) => ({ problem, finding: problemFinding(edited, problem) }));
  return {
    blocking: [...texts.filter(({ problem }) => problem.blocks).map(({ finding }) => finding), ...before],
    notes: texts.filter(({ problem }) => !problem.blocks).map(({ finding }) => finding),
  };
}

function tooMuchFinding(path: string): Finding {
  const what =
    "Holding the map that this change brings against every file takes too long, so nothing is said of its rules.";
  return findingOf("not-expanded", what, undefined, { path });
}

function problemFinding(
  { file, root, prefix }: Extract<EditedMap, { readonly kind: "map" }>,
  { rule, place, listed, what, fix, trace }: MapProblem,
): Finding {
  const at =
    listed === undefined
      ? { path: file, firstLine: positionAt(root, [...prefix, ...place]).line }
      : { path: listed.path, firstLine: listed.line };
  return { ...findingOf(rule, what, fix, at), ...(trace === undefined ? {} : { trace }) };
}

function brokenFinding({ rule, path, line, what }: BrokenFile, mended: boolean): Finding {
  const said = `On the base branch, ${path} cannot be read, so that its last version counts that could, if there is one: ${what}`;
  const fix = mended ? "This change touches the map: merge it past this check once, if it mends it." : undefined;
  return findingOf(rule, said, fix, mended ? { path, firstLine: 1 } : { path, firstLine: line });
}

function findingOf(rule: OwnershipRule, what: string, fix: string | undefined, at: Finding["at"]): Finding {
  return { rule, what, why: noRights, fix: fix ?? ownershipRules[rule].fix, at };
}
