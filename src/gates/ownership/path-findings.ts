import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import type { JudgedPath } from "./judge-paths.ts";
import { firstPaths } from "./map/map-problem.ts";
import { type OwnershipRule, ownershipRules } from "./rules.ts";
import { actorsText, handoffCommand, ownersText, shownText, sourceText } from "./wording.ts";

const why: Readonly<Partial<Record<OwnershipRule, string>>> = {
  "foreign-path":
    "Two agents that change the same files undo each other's work, and nobody sees it before both are merged.",
  "frozen-path": "What is frozen is what everything else rests on: who could change it could give itself everything.",
  "unlisted-bot": "A bot that nobody has listed could be anybody's.",
  "human-change": "The map says that people leave to the agent what it owns.",
  "automation-change": "The map says that programs leave to the owner what it owns.",
  "uncertain-agent": "If it is that agent, it works where another one does.",
  "advisory-path": "The owner wants to know of changes here.",
};

/** More findings of one rule would drown the reader; the rest is counted. */
const maxFindings = 100;

/** What may not be: one finding for each path and rule, so many of a rule at most. */
export function pathFindings(judged: readonly JudgedPath[]): readonly Finding[] {
  const cases = judged.flatMap((path) => casesOf(path, "denied"));
  return [...Map.groupBy(cases, ({ rule }) => rule).values()].flatMap((same) => {
    const shown = same.slice(0, maxFindings).map(findingOf);
    const [next] = same.slice(maxFindings);
    return next === undefined ? shown : [...shown, restOf(next, same.length - maxFindings)];
  });
}

/** What is worth knowing: one note for all paths that the same entry of the map is about. */
export function pathNotes(judged: readonly JudgedPath[]): readonly Finding[] {
  const cases = judged.flatMap((path) => casesOf(path, "noted"));
  const same = Map.groupBy(cases, ({ rule, path }) => `${rule} ${path.ownership.source} ${path.ownership.id}`);
  return [...same.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const others = group.length > 1 ? ` The same goes for ${countOf(group.length - 1, "further path")}.` : "";
    const finding = findingOf(first);
    const trace = [...(finding.trace ?? []), ...firstPaths(group.map(({ path }) => shownText(path.path)))];
    return [{ ...finding, what: `${finding.what}${others}`, ...(group.length > 1 ? { trace } : {}) }];
  });
}

interface Case {
  readonly path: JudgedPath;
  readonly rule: OwnershipRule;
  readonly actors: JudgedPath["objections"][number]["actor"][];
}

function casesOf(path: JudgedPath, kind: "denied" | "noted"): readonly Case[] {
  const objections = path.objections.filter((objection) => objection.kind === kind);
  return [...Map.groupBy(objections, ({ rule }) => rule)].map(([rule, same]) => {
    return { path, rule, actors: same.map(({ actor }) => actor) };
  });
}

function findingOf({ path, rule, actors }: Case): Finding {
  const { ownership, shownAt } = path;
  const alone = ownership.mode === "advisory" ? "" : ownership.mode === "frozen" ? " and is frozen" : " alone";
  return {
    rule,
    what: `${shownText(path.path)} belongs to ${ownersText(ownership.owners)}${alone}, by ${sourceText(ownership)}. ${actorsText(actors)} ${deedOf(path)}.`,
    why: why[rule] ?? "",
    fix: fixOf(rule, path, actors[0]?.agent),
    ...(shownAt === undefined ? {} : { at: { path: shownAt } }),
    trace: actors.map(({ because }) => shownText(because)),
  };
}

function deedOf({ as }: JudgedPath): string {
  switch (as) {
    case "changed":
      return "changes it";
    case "deleted":
      return "deletes it";
    case "renamed away":
      return "moves it away";
  }
}

/** Only what is not frozen can be handed over, and only to an agent. */
function fixOf(rule: OwnershipRule, { path }: JudgedPath, agent: string | undefined): string {
  if (rule !== "foreign-path" || agent === undefined) return ownershipRules[rule].fix;
  const request = handoffCommand(agent, path);
  if (request === undefined) return ownershipRules[rule].fix;
  return `Take the file out of this change, or ask for it in a comment: ${request}`;
}

function restOf({ rule }: Case, count: number): Finding {
  const what = `${countOf(count, "further path")} ${count === 1 ? "is" : "are"} not shown.`;
  return { rule, what, why: why[rule] ?? "", fix: ownershipRules[rule].fix };
}
