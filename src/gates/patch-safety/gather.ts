import { countOf, grouped } from "../../core/count-of.ts";
import type { Gathered, Sources } from "../../core/gate.ts";
import { activeRules } from "./active-rules.ts";
import { checkedFiles } from "./checks/said.ts";
import type { FileFact, PatchSafetyFacts } from "./facts.ts";
import { gatherFiles } from "./gather-files.ts";
import { gatherSensitive } from "./gather-sensitive.ts";
import { looksThrough, type PatchSafetySettings } from "./model.ts";
import type { PatchRule } from "./rule-settings.ts";

/** So many changed files are read for rules. */
const maxFiles = 1_000;

/** Asks what the change does, file by file; where no rule counts, only for what is looked at in every change. */
export async function gatherPatchSafety(
  settings: PatchSafetySettings,
  { subject, repository }: Pick<Sources, "subject" | "repository">,
): Promise<Gathered<PatchSafetyFacts>> {
  const rules = activeRules(settings, subject);
  const changes = await repository.changes();
  const changedLines = await repository.changedLines();
  if (!changes.complete || !changedLines.complete) {
    const because = `The list of changed files was cut short after ${grouped(changes.items.length)}, so that nobody can tell what else the change does. Split it.`;
    return { kind: "unavailable", because };
  }
  const changed = changes.items.length;
  if (rules.length > 0 && changed > maxFiles) {
    const because = `${countOf(changed, "file")} changed, and rules read at most ${grouped(maxFiles)}. Split the change.`;
    return { kind: "unavailable", because };
  }
  const { found: sensitive, unsearched } = await gatherSensitive(
    settings,
    repository,
    changes.items,
    changedLines.items,
  );
  const files = rules.length === 0 ? [] : await gatherFiles(repository, changes.items, changedLines.items);
  const nothing = nothingToJudge(settings, rules, files);
  if (nothing !== undefined) return { kind: "not-applicable", because: nothing };
  return { kind: "facts", facts: { rules, changed, files, sensitive, unsearched } };
}

/** Where rules are all that is asked for, and are about other changes. Where nothing is asked for, no pass is proven. */
function nothingToJudge(
  settings: PatchSafetySettings,
  rules: readonly PatchRule[],
  files: readonly FileFact[],
): string | undefined {
  const asksByRules = settings.preset !== undefined || settings.rules.length > 0;
  if (looksThrough(settings) || !asksByRules) return undefined;
  if (rules.some((rule) => checkedFiles(rule, files).length > 0)) return undefined;
  return `${rules.length === 0 ? "No rule counts for this change" : "No rule is about a file of this change"}, and nothing else is looked at.`;
}
